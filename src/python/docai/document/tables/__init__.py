"""The tables of figures of a document, as data: labels, numbers, scales and places. Knows no Item and no fact."""
