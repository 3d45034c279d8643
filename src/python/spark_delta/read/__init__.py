"""Raw filings to rows: tasks, reader processes, and rows staged as Parquet."""
