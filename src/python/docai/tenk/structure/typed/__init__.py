"""Plain text: headings that no look sets apart."""
