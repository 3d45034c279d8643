"""One application to its end, and whether the next attempt may follow."""
