"""The tables: each module holds one, with the function that makes its rows."""
