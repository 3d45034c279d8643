"""The EDGAR loader: every 10-K, whole, once, at the SEC's own limit, into the lake."""
