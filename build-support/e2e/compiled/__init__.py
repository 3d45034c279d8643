"""A compiled pipeline as the steps that Kubeflow Pipelines makes of it."""
