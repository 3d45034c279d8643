"""Who asks, and what they may do: shared keys, tokens, certificates."""
