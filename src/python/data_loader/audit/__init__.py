"""What EDGAR lists against what the lake and its tables hold: nothing is lost unseen."""
