"""The operations of the DFS endpoint ("Azure Data Lake Storage Gen2 REST APIs")."""
