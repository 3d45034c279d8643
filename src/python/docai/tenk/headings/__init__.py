"""The headings of Items: candidates, titles, contents, and the best path through them."""
