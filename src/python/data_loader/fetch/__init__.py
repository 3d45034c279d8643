"""From EDGAR into the lake: the budget, the workers, and one filing at a time."""
