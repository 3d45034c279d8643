"""Kubernetes behind our own types: objects, watches, logs and errors that say what can be done."""
