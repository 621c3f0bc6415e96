"""Staged rows into live tables as sets: the SQL that both databases share."""
