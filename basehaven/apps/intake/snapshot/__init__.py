"""De-identified open tables out of the live record: what policy figures are computed from."""
