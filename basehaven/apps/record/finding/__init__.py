"""Finding people: by misspelt name, birth date or id, and who may be there twice."""
