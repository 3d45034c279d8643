"""A lake on ADLS Gen2, through Azure's SDK."""
