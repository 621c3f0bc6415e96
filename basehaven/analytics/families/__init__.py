"""Families: visits kept, needs met, screens on time, and who is reached of those who may be."""
