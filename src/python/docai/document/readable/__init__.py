"""Marked text to text that a person and a model can read: paragraphs, lists, and tables with their columns kept."""
