"""The headings of notes to the financial statements: by their numbers or letters, else by what they are called."""
