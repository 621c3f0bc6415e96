"""What happens to the people of a child: kept, there for long, paid, apart, and in the room."""
