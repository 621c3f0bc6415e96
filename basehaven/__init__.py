"""Basehaven: the open record of a young child's relationships."""

__version__ = "0.1.0"
