"""What a person reads after a run of the pipeline, however it ended."""
