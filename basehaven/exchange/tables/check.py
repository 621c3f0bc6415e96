"""Checks that need the whole folder: keys, references, overlaps, and holding back.

They run in the stage as sets. What is refused here leaves the staged tables;
a child of whom anything was refused is held back whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from basehaven.exchange.stage import StageWriter, hold_children
from basehaven.exchange.tables.overlaps import overlapping_stays
from basehaven.exchange.tables.references import note_unresolved, reference_to, refused_targets
from basehaven.exchange.tables.schema import ALL, TABLES, Table

AT_ONCE = 5_000  # rows in memory


@dataclass(frozen=True, slots=True)
class Rule:
    """Why rows are refused, in words."""

    code: str
    column: str
    problem: str
    way_out: str


def check_folder(stage: StageWriter, tables: set[str]) -> None:
    """Refuse what cannot stand together, then hold back the children concerned.

    Args:
        stage: with every row read.
        tables: names of the tables that the folder has.
    """
    stage.flush()
    there = [table for table in ALL if table.name in tables]
    with _Indexes(stage, there):
        for table in there:
            _refuse_twice(stage, table)
        _refuse_pairs_twice(stage)
        _tell_spells_their_child(stage)
        for found in overlapping_stays(stage.db):
            stage.refuse_staged("stays", found.rowno, found.code, found.column, found.value,
                                found.problem, found.way_out)  # fmt: skip
        while sum(_refuse_broken_references(stage, table) for table in there):
            pass  # what was refused may be what another row points at
        stage.flush()
        note_unresolved(stage.db, there)
        hold_children(stage.db)


class _Indexes:
    """Indexes that the checks need, for as long as they run."""

    def __init__(self, stage: StageWriter, tables: Sequence[Table]) -> None:
        self.db, self.tables = stage.db, tables

    def __enter__(self) -> None:
        for table in self.tables:
            self.db.execute(f"CREATE INDEX check_{table.name} ON {table.name} (source_id, key)")

    def __exit__(self, *_: object) -> None:
        for table in self.tables:
            self.db.execute(f"DROP INDEX check_{table.name}")


def _matching(stage: StageWriter, table: Table, column: str, where: str) -> Iterator[list[Any]]:
    """``(rowno, value)`` of the rows ``t`` that meet a condition, in batches.

    Each batch must be refused before the next is asked for.
    """
    while rows := stage.db.execute(
        f'SELECT t.rowno, t."{column}" FROM {table.name} t WHERE {where} '
        f"ORDER BY t.rowno LIMIT {AT_ONCE}"
    ).fetchall():
        yield rows


def _refuse(stage: StageWriter, table: Table, rule: Rule, rows: Sequence[Any]) -> int:
    for rowno, value in rows:
        stage.refuse_staged(table.name, rowno, rule.code, rule.column, str(value or "")[:200],
                            rule.problem, rule.way_out)  # fmt: skip
    return len(rows)


def _refuse_twice(stage: StageWriter, table: Table) -> None:
    """Rows after the first of one key. Found in order of key: one pass."""
    rule = Rule(
        "key-twice", table.key[-1], f"This {' and '.join(table.key)} stands twice in the table.",
        "Keep one of the two rows.",
    )  # fmt: skip
    twice = stage.db.execute(
        f"SELECT source_id, key, min(rowno) FROM {table.name} INDEXED BY check_{table.name} "
        "GROUP BY source_id, key HAVING count(*) > 1"
    ).fetchall()
    for source_id, key, first in twice:
        rows = stage.db.execute(
            f'SELECT rowno, "{rule.column}" FROM {table.name} '
            "WHERE source_id = ? AND key = ? AND rowno > ? ORDER BY rowno",
            (source_id, key, first),
        ).fetchall()
        _refuse(stage, table, rule, rows)


def _refuse_pairs_twice(stage: StageWriter) -> None:
    rule = Rule(
        "pair-twice", "sibling_id", "This pair stands in the table the other way round too.",
        "Keep one of the two rows: each pair is written once.",
    )  # fmt: skip
    other_way = (
        "EXISTS (SELECT 1 FROM siblings e WHERE e.source_id = t.source_id "
        "AND e.key = t.sibling_id || '|' || t.child_id || '|' || t.kind AND e.rowno < t.rowno)"
    )
    for rows in _matching(stage, TABLES["siblings"], "sibling_id", other_way):
        _refuse(stage, TABLES["siblings"], rule, rows)


def _tell_spells_their_child(stage: StageWriter) -> None:
    """A spell names its tie; the child is the tie's. Refused spells too."""
    db = stage.db
    key = reference_to("ties", "t.tie_id", "t.source_id")
    db.execute(
        "UPDATE tie_spells AS t SET child_id = coalesce((SELECT e.child_id FROM ties e "
        f"WHERE e.source_id = {key.source} AND e.key = {key.key}), '')"
    )
    refused = db.execute(
        "SELECT source_id, key FROM refused_keys WHERE table_name = 'tie_spells'"
    ).fetchall()
    for source_id, spell in refused:
        db.execute(
            "INSERT OR IGNORE INTO bad_children SELECT child_id FROM ties "
            "WHERE source_id = ? AND key = ?",
            (source_id, spell.partition("|")[0]),
        )


def _refuse_broken_references(stage: StageWriter, table: Table) -> int:
    """Rows that point at a row refused in this folder. Returns how many."""
    refused = 0
    for column in table.columns:
        # The rows of a refused child are held back, not refused.
        if column.refers_to in ("", "children"):
            continue
        rule = Rule(
            "points-at-a-refused-row", column.name,
            f"The row of {column.refers_to} that it points at was refused.",
            "Mend that row first.",
        )  # fmt: skip
        for rows in _matching(stage, table, column.name, refused_targets(table, column)):
            refused += _refuse(stage, table, rule, rows)
    return refused
