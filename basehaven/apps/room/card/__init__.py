"""The care card: what people wrote about a child, what helped by the log, and its printed page."""
