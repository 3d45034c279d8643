"""What every program of docai does alike: settings, logging, progress, exit codes, stop signals."""
