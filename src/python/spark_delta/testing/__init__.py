"""For tests and benchmarks of this component: lakes that a loader left, and rows as another reader sees them."""
