"""What tables of figures are made of: facts folded and classed, key figures chosen and checked."""
