"""The fictional filers, and what each of them tells."""
