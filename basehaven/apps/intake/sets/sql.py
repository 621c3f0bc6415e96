"""SQL that differs between SQLite and PostgreSQL, in one place."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import Any

from django.db import connection, models

from basehaven.apps.intake.sets.columns import MODELS, Filled, filled


class Dialect(ABC):
    """How one database spells what the sets need."""

    stage: str  # prefix of staged tables
    same: str  # equal, and unknown equals unknown
    no_end: str
    json_object: str
    position: str  # of ``j``, counted from 0

    @abstractmethod
    def new_ref(self) -> str: ...

    @abstractmethod
    def value(self, column: str, kind: str) -> str:
        """A staged value as the live column holds it."""

    @abstractmethod
    def source_of(self, value: str, row_source: str) -> str:
        """The source of a reference that may be qualified, ``source::id``."""

    @abstractmethod
    def key_of(self, value: str) -> str: ...

    @abstractmethod
    def each(self, column: str) -> str:
        """The items of a JSON list as ``j``, with ``j.value`` and ``position``."""

    @abstractmethod
    def joined(self, value: str, order: str) -> str:
        """An aggregate: values joined with commas, in order."""

    @abstractmethod
    def refs_in_order(self, ref: str, order: str, rows: str) -> str:
        """A JSON list of references out of a sub-query."""

    @abstractmethod
    def as_json(self, field: models.Field[Any, Any], column: str) -> str:
        """A live value as ``history.to_values`` writes it."""


class SqliteDialect(Dialect):
    stage = "stage."
    same = "IS"
    no_end = "'9999-12-31'"
    json_object = "json_object"
    position = "j.key"

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
        return f"json_each({column}) j"

    def joined(self, value: str, order: str) -> str:
        return f"group_concat({value})"  # its sub-query is ordered

    def refs_in_order(self, ref: str, order: str, rows: str) -> str:
        return (
            f"json((SELECT json_group_array(dashed) FROM (SELECT {self.dashed(ref)} AS dashed "
            f"{rows} ORDER BY {order})))"
        )

    @staticmethod
    def dashed(ref: str) -> str:
        parts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
        return " || '-' || ".join(f"substr({ref}, {start}, {n})" for start, n in parts)

    def as_json(self, field: models.Field[Any, Any], column: str) -> str:
        if isinstance(field, models.ForeignKey):
            return f"(SELECT {self.dashed('t.ref')} FROM {_table_of(field)} t WHERE t.id={column})"
        if isinstance(field, models.BooleanField):
            return f"CASE {column} WHEN 1 THEN json('true') WHEN 0 THEN json('false') END"
        if isinstance(field, models.JSONField):
            return f"json({column})"
        if isinstance(field, models.DateTimeField):
            return f"replace({column}, ' ', 'T') || '+00:00'"
        if isinstance(field, models.DecimalField):
            return f"CAST({column} AS REAL)"
        return column


class PostgresDialect(Dialect):
    stage = "stage_"
    same = "IS NOT DISTINCT FROM"
    no_end = "DATE '9999-12-31'"
    json_object = "jsonb_build_object"
    position = "(j.position - 1)"
    casts = {"bool": "boolean", "date": "date", "time": "timestamptz", "list": "jsonb"}

    def new_ref(self) -> str:
        return "gen_random_uuid()"

    def value(self, column: str, kind: str) -> str:
        if kind in self.casts:
            via = "::int" if kind == "bool" else ""
            return f"{column}{via}::{self.casts[kind]}"
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
        return f"jsonb_array_elements_text({column}::jsonb) WITH ORDINALITY j(value, position)"

    def joined(self, value: str, order: str) -> str:
        return f"string_agg({value}::text, ',' ORDER BY {order})"

    def refs_in_order(self, ref: str, order: str, rows: str) -> str:
        return f"(SELECT coalesce(jsonb_agg({ref}::text ORDER BY {order}), '[]'::jsonb) {rows})"

    def as_json(self, field: models.Field[Any, Any], column: str) -> str:
        if isinstance(field, models.ForeignKey):
            return f"(SELECT t.ref::text FROM {_table_of(field)} t WHERE t.id={column})"
        return column


def _table_of(field: models.ForeignKey[Any, Any]) -> str:
    return str(field.related_model._meta.db_table)


def dialect() -> Dialect:
    return PostgresDialect() if connection.vendor == "postgresql" else SqliteDialect()


def kept_one(alias: str, table: str) -> str:
    """The id of the row, or of the one it was merged into, however many times."""
    return (
        f"CASE WHEN {alias}.merged_into_id IS NULL THEN {alias}.id ELSE ("
        f"WITH RECURSIVE up(id, into_id) AS (SELECT m.id, m.merged_into_id FROM {table} m "
        f"WHERE m.id = {alias}.merged_into_id UNION ALL SELECT m.id, m.merged_into_id "
        f"FROM {table} m JOIN up ON m.id = up.into_id) "
        "SELECT up.id FROM up WHERE up.into_id IS NULL) END"
    )


class Table:
    """The parts of SQL for one open table, from its mapping.

    ``s`` is the staged row, ``l`` the live one, ``r0``, ``r1``... the live rows
    that the staged one refers to.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.model = MODELS[name]
        self.live = self.model._meta.db_table
        self.d = dialect()
        self.staged = f"{self.d.stage}{name}"
        self.columns = list(filled(name))

    @cached_property
    def joins(self) -> str:
        """One join for each reference, to the live row it means."""
        parts = []
        for number, column in enumerate(self.columns):
            if not column.refers_to:
                continue
            r, live = f"r{number}", MODELS[column.refers_to]._meta.db_table
            if column.refers_to == "removals":  # keyed with their child
                named = f"{r}.source_id = s.source_id AND {r}.key = s.removal_key"
            else:
                value = f's."{column.staged}"'
                named = (
                    f"{r}.source_id = {self.d.source_of(value, 's.source_id')} "
                    f"AND {r}.key = {self.d.key_of(value)}"
                )
            parts.append(f"LEFT JOIN {live} {r} ON {r}.agency_id = %(agency)s AND {named}")
        return " ".join(parts)

    @cached_property
    def values(self) -> list[tuple[str, str]]:
        """``(live column, SQL)`` of each column that the import fills."""
        return [(column.live, self._value(n, column)) for n, column in enumerate(self.columns)]

    def _value(self, number: int, column: Filled) -> str:
        if column.refers_to in ("children", "adults"):  # a merged one's rows go to the kept
            return kept_one(f"r{number}", MODELS[column.refers_to]._meta.db_table)
        if column.refers_to:
            return f"r{number}.id"
        value = self.d.value(f's."{column.staged}"', column.kind)
        return f"coalesce({value}, {column.if_unknown})" if column.if_unknown else value

    @cached_property
    def alike(self) -> str:
        """Whether the live row already says what the staged one does."""
        parts = [f'l."{column}" {self.d.same} {value}' for column, value in self.values]
        if self.name == "stays":
            parts.append(f"({self._live_carers}) {self.d.same} ({self._staged_carers})")
        return " AND ".join(parts)

    @cached_property
    def _live_carers(self) -> str:
        return (
            f"SELECT {self.d.joined('q.adult_id', 'q.position')} FROM (SELECT adult_id, position "
            "FROM record_staycarer WHERE stay_id = l.id ORDER BY position) q"
        )

    @cached_property
    def _staged_carers(self) -> str:
        return (
            f"SELECT {self.d.joined('q.adult_id', 'q.position')} FROM (SELECT "
            f"{kept_one('a', 'record_adult')} AS adult_id, min({self.d.position}) AS position "
            f"FROM {self.carers_of_staged} GROUP BY 1 ORDER BY 2) q"
        )

    @property
    def carers_of_staged(self) -> str:
        return (
            f"{self.d.each('s.carer_ids')} JOIN record_adult a ON a.agency_id = %(agency)s "
            f"AND a.source_id = {self.d.source_of('j.value', 's.source_id')} "
            f"AND a.key = {self.d.key_of('j.value')}"
        )

    @property
    def extra(self) -> str:
        return "s.extra::jsonb" if connection.vendor == "postgresql" else "s.extra"

    @property
    def recorded_on(self) -> str:
        return f"coalesce({self.d.value('s.recorded_on', 'date')}, {self.today})"

    @property
    def recorded_by(self) -> str:
        """Who wrote it first, when the file says so; else the source."""
        return (
            "CASE WHEN s.recorded_on IS NOT NULL THEN s.recorded_by "
            "ELSE coalesce(nullif(s.recorded_by, ''), %(by)s) END"
        )

    @property
    def today(self) -> str:
        return "%(today)s::date" if connection.vendor == "postgresql" else "%(today)s"

    def match(self, live: str) -> str:
        """The live row of the same agency, source and key as the staged one."""
        return (
            f"{live}.agency_id = %(agency)s AND {live}.source_id = s.source_id "
            f"AND {live}.key = s.key"
        )
