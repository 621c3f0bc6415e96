"""Changes of carer and of placement, by the same rules as a child's own page."""
