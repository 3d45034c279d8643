"""What there is to do: the manifests, and what the tables hold already."""
