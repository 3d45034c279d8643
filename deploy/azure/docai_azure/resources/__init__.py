"""The resources as data, in the order in which they are made."""
