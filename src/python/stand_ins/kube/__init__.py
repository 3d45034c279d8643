"""A small API server and a Spark Operator for tests that need every case to come up at will."""
