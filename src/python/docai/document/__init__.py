"""Bytes to text: the documents of a submission, decoded and scanned once. Knows no Item and no fact."""
