"""The record back into the open tables."""
