"""The Kubeflow Pipelines service: how it is reached, and what is asked of it."""
