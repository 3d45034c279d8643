"""What stands inside an Item: headings with levels, paragraphs, lists, tables, footnotes; and the Item cut at these joints."""
