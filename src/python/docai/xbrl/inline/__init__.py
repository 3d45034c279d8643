"""Inline documents to their facts."""
