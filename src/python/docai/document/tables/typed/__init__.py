"""What a line of plain text is: its fields, and where they stand on the page that it was typed for."""
