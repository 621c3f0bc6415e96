"""Spanish as the United States write it: numbers as in English, 12,345.6."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
