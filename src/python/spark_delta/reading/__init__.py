"""Stored submissions to staged rows: what runs in Spark's Python workers."""
