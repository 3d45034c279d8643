"""Raw filings of the lake into Delta tables, by Spark."""
