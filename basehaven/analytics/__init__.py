"""Indicators over the open tables, as Ibis expressions: DuckDB on one machine, Spark beyond."""
