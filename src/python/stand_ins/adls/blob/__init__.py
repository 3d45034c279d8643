"""The operations of the Blob endpoint."""
