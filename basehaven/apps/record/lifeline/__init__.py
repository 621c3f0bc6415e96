"""The life line: homes, rooms and ties as bars on one axis of time."""
