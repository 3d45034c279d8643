"""Going on: what EDGAR has just accepted, a minute later in the lake."""
