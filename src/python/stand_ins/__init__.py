"""What tests, benchmarks and the laptop run against instead of the real services."""
