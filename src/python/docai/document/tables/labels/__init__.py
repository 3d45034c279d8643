"""What the rows of a table are called: their labels, and the groups that they stand in."""
