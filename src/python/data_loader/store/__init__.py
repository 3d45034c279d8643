"""What the lake holds of the loader: filings, manifests, and what earlier runs left behind."""
