"""Exhibits of a 10-K that are lists: read into rows. Pure."""
