"""What became of each Item that a form and year ask for."""
