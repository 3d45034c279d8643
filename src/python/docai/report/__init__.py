"""HTML pages that people look at."""
