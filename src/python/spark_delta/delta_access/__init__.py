"""The tables as Delta has them: their logs, their first version, and their place in the lake."""
