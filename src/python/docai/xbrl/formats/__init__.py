"""The formats by which inline XBRL reads a text: those of XBRL's registries of 2010 to 2022, and the SEC's own."""
