"""Starts the writer as a SparkApplication on Kubernetes, watches it, and says truthfully how it ended."""
