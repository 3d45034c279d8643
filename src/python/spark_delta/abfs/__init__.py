"""Hadoop's driver for ADLS Gen2, asked before the work and tested as production runs it."""
