"""One door to storage: a local folder or Azure Data Lake Storage Gen2."""
