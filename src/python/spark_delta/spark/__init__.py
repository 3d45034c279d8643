"""The Spark session: the JVM, its storage and errors."""
