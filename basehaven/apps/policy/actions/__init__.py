"""What writes here: a release, once."""
