"""The yearly English return on looked-after children (SSDA903)."""
