"""SQL that differs between SQLite and PostgreSQL, in one place."""

from __future__ import annotations

from typing import Protocol

from django.db import connection

from basehaven.apps.intake.sets.columns import MODELS, Filled, filled

BAR = "'|'"


class Dialect(Protocol):
    """How one database spells what the sets need."""

    stage: str  # prefix of staged tables

    def new_ref(self) -> str: ...
    def value(self, column: str, kind: str) -> str: ...
    def source_of(self, value: str, row_source: str) -> str: ...
    def key_of(self, value: str) -> str: ...
    def each(self, column: str) -> str: ...


class SqliteDialect:
    stage = "stage."

    def new_ref(self) -> str:
        return "lower(hex(randomblob(16)))"

    def value(self, column: str, kind: str) -> str:
        if kind == "time":  # UTC without a zone is how Django keeps times in SQLite
            return f"replace(substr({column}, 1, length({column}) - 6), 'T', ' ')"
        return column

    def source_of(self, value: str, row_source: str) -> str:
        return (
            f"CASE WHEN instr({value}, '::') > 0 THEN "
            f"substr({value}, 1, instr({value}, '::') - 1) ELSE {row_source} END"
        )

    def key_of(self, value: str) -> str:
        return (
            f"CASE WHEN instr({value}, '::') > 0 THEN "
            f"substr({value}, instr({value}, '::') + 2) ELSE {value} END"
        )

    def each(self, column: str) -> str:
        return f"json_each({column}) AS j"


class PostgresDialect:
    stage = "stage_"

    def new_ref(self) -> str:
        return "gen_random_uuid()"

    def value(self, column: str, kind: str) -> str:
        casts = {"bool": "boolean", "date": "date", "time": "timestamptz", "list": "jsonb"}
        if kind in casts:
            via = "::int" if kind == "bool" else ""
            return f"{column}{via}::{casts[kind]}"
        return f"{column}::numeric" if kind in ("int", "number") else column

    def source_of(self, value: str, row_source: str) -> str:
        return (
            f"CASE WHEN strpos({value}, '::') > 0 THEN split_part({value}, '::', 1) "
            f"ELSE {row_source} END"
        )

    def key_of(self, value: str) -> str:
        return (
            f"CASE WHEN strpos({value}, '::') > 0 THEN "
            f"substr({value}, strpos({value}, '::') + 2) ELSE {value} END"
        )

    def each(self, column: str) -> str:
        return f"jsonb_array_elements_text({column}::jsonb) WITH ORDINALITY AS j(value, key)"


def dialect() -> SqliteDialect | PostgresDialect:
    return PostgresDialect() if connection.vendor == "postgresql" else SqliteDialect()


def reference_key(table: str, staged: str, refers_to: str) -> str:
    """The staged value that names the row referred to: removals with their child."""
    if refers_to == "removals":
        return f"CASE WHEN s.removal_id = '' THEN '' ELSE s.child_id || {BAR} || s.removal_id END"
    return f's."{staged}"'


class Table:
    """The parts of SQL for one open table, from its mapping."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.model = MODELS[name]
        self.live = self.model._meta.db_table
        self.d = dialect()
        self.staged = f"{self.d.stage}{name}"
        self.columns = list(filled(name))

    def joins(self) -> str:
        """One join for each reference, to the live row it means."""
        parts = []
        for number, column in enumerate(self.columns):
            if not column.refers_to:
                continue
            live = MODELS[column.refers_to]._meta.db_table
            value = reference_key(self.name, column.staged, column.refers_to)
            parts.append(
                f"LEFT JOIN {live} r{number} ON r{number}.agency_id = %(agency)s "
                f"AND r{number}.source_id = {self.d.source_of(value, 's.source_id')} "
                f"AND r{number}.key = {self.d.key_of(value)}"
            )
        return " ".join(parts)

    def values(self) -> list[tuple[str, str]]:
        """``(live column, SQL)`` of each column that the import fills."""
        return [
            (column.live, self._value(number, column)) for number, column in enumerate(self.columns)
        ]

    def _value(self, number: int, column: Filled) -> str:
        if column.refers_to in ("children", "adults"):  # a merged one's rows go to the kept
            return f"coalesce(r{number}.merged_into_id, r{number}.id)"
        if column.refers_to:
            return f"r{number}.id"
        value = self.d.value(f's."{column.staged}"', column.kind)
        unknown = {"derived": "false", "confidential": "true"}.get(column.staged)
        return f"coalesce({value}, {unknown})" if unknown else value

    def extra_value(self) -> str:
        return "s.extra::jsonb" if connection.vendor == "postgresql" else "s.extra"

    def recorded_on(self) -> str:
        return f"coalesce({self.d.value('s.recorded_on', 'date')}, {self.today()})"

    def today(self) -> str:
        return "%(today)s::date" if connection.vendor == "postgresql" else "%(today)s"

    def match(self, live: str) -> str:
        """The live row of the same agency, source and key as the staged one."""
        return (
            f"{live}.agency_id = %(agency)s AND {live}.source_id = s.source_id "
            f"AND {live}.key = s.key"
        )
