"""What happens to the people of one child: kept, there for long, paid, apart, and in the room."""
