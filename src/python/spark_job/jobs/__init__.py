"""What a launcher can run: the writer, or any other Spark job."""
