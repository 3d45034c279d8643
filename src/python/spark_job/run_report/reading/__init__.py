"""What the report is made of: the lake, the cluster, and what Kubeflow passes."""
