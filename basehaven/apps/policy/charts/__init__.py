"""Charts drawn on the server. Each has a table beside it that says the same."""
