"""What is said of the figures of a table: above it, in it, or once for a whole document."""
