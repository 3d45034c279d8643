"""Rows become part of the tables."""
