"""What intake writes: runs, the rows of an import, decided conflicts."""
