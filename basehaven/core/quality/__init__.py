"""Whether data are good enough to compute a figure from."""
