"""How a filing looks in each era: text, HTML, inline XBRL."""
