"""Forms of the record, by what they are about."""
