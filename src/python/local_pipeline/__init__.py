"""The whole pipeline on this machine: EDGAR to Delta tables, and a way to ask them."""
