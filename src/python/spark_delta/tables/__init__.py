"""The Delta tables: columns, checks, version 0, the transaction log, views."""
