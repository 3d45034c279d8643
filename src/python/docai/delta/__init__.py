"""The Delta tables of a lake without Spark: what every program that reads or writes a small one needs of delta-rs."""
