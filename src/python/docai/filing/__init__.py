"""The contract between loader and writer: identity, form types, raw layout and the manifests."""
