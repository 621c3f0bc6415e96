"""Plans that are searched for: the one room that may use OR-Tools. See docs/adr/0012."""
