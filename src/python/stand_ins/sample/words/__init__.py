"""The words and figures of the fictional filings."""
