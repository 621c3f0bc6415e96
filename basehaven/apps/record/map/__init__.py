"""The child's relationship map: who stands where, and the drawing of it."""
