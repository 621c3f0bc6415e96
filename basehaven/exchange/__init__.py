"""Readers and writers: what comes in and goes out, and the stage in between."""
