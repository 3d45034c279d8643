"""Marks: single characters that no filing contains, for where a block, a row, a cell or a page begins."""

ROW = "\x01"
ROW_END = "\x02"
CELL = "\x03"
SPAN = "\x04"
"""One for each further column that a cell spans; they follow its CELL mark."""
TABLE = "\x05"
"""Where a table begins or ends."""
PAGE = "\x0c"
MARKS = ROW + ROW_END + CELL + SPAN + TABLE + PAGE
