"""What indicators share: periods, age bands, and how a figure is made of two whole numbers."""
