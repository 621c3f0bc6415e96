"""Figures of areas side by side: what chance alone would give, and which period a code names."""
