"""Where an Item ends, where that is not the heading of the next: at signatures, at a part, before the head of a page."""
