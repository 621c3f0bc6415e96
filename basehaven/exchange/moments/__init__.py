"""Moments written in a file by hand or by another program: what ``basehaven read-cues`` reads."""
