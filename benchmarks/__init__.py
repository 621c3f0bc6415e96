"""Timings with the recipe of their input. ``make bench`` runs them all; see README.md."""
