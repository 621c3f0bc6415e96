"""What England publishes of children looked after, from the episodes of its yearly return."""
