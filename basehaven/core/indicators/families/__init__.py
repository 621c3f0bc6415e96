"""What services reached one child's family: visits, needs, screens, home visiting."""
