"""Which filings are meant: companies, index files, days and forms."""
