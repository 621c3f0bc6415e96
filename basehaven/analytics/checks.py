"""Rows that cannot be right, found before anything is computed from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import ibis

from basehaven.analytics.engine import Engine
from basehaven.analytics.tables import KEY, READ, Tables

Choices = Mapping[str, Mapping[str, Sequence[str]]]
SPANS = {
    "removals": ("removed_on", "exited_on"),
    **dict.fromkeys(
        ("stays", "ties", "enrolments", "primary_spells", "restrictions"),
        ("started_on", "ended_on"),
    ),
    "shifts": ("from_at", "to_at"),
}
OWN_ID = {
    "children": "child_id", "removals": "removal_id", "stays": "stay_id", "reports": "report_id",
    "ties": "tie_id", "contacts": "contact_id", "visits": "visit_id", "screens": "screen_id",
    "needs": "need_id",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in which table, and how often.

    Attributes:
        table: an open table.
        problem: what is wrong, as a name.
        rows: how many rows.
        example: the row's id, or the child's.
    """

    table: str
    problem: str
    rows: int
    example: str


def look(engine: Engine, tables: Tables, choices: Choices) -> tuple[list[Problem], Tables]:
    """What cannot be right, and the tables without the children whom it concerns.

    Args:
        engine: runs it.
        tables: as they are.
        choices: table -> column -> the codes that there are.

    Returns:
        The problems, and tables to compute from: a child with a row that cannot
        be right is left out of every figure, and said to be.
    """
    bad = list(_bad_rows(tables, choices))
    if not bad:
        return [], tables
    rows = reduce(lambda one, other: one.union(other), bad)
    found = rows.group_by(["table", "problem"]).aggregate(
        rows=rows.count(), example=rows.example.min()
    )
    problems = [Problem(**row) for row in engine.rows(found.order_by(["table", "problem"]))]
    if not problems:
        return [], tables
    held = engine.rows(rows.select(*KEY).distinct().filter(lambda r: r.child_id.notnull()))
    return problems, _without(tables, held)


def _without(tables: Tables, held: Sequence[Mapping[str, str]]) -> Tables:
    if not held:
        return tables
    out = ibis.memtable(
        [dict(row) for row in held], schema={"source_id": "string", "child_id": "string"}
    )
    return Tables(
        {
            name: getattr(tables, name).anti_join(out, KEY) if "child_id" in READ[name] else table
            for name, table in tables.given.items()
        },
        tables.once,
    )


def _bad_rows(tables: Tables, choices: Choices) -> Iterator[ibis.Table]:
    for name in tables.given:
        table = getattr(tables, name)
        if "child_id" not in READ[name]:
            continue
        own = OWN_ID.get(name, "child_id")
        yield _named(table.filter(table.child_id.isnull() | table[own].isnull()),
                     name, "no_id", own)  # fmt: skip
        for column, codes in choices.get(name, {}).items():
            if column in READ[name] and READ[name][column] == "string":
                unknown = table[column].notnull() & ~table[column].isin(list(codes))
                yield _named(table.filter(unknown), name, f"unknown_{column}", own)
        if name in SPANS:
            first, last = (table[column] for column in SPANS[name])
            yield _named(table.filter(first.isnull()), name, f"no_{SPANS[name][0]}", own)
            yield _named(table.filter(last < first), name, "ends_before_it_starts", own)
    if tables.has("stays"):
        yield _named(_overlapping(tables.stays), "stays", "overlaps_another_stay", "stay_id")
    if tables.has("children"):
        yield _named(_twice(tables.children), "children", "child_twice", "child_id")


def _named(rows: ibis.Table, table: str, problem: str, own: str) -> ibis.Table:
    return rows.select(
        "source_id", "child_id", table=ibis.literal(table), problem=ibis.literal(problem),
        example=rows[own],
    )  # fmt: skip


def _overlapping(stays: ibis.Table) -> ibis.Table:
    """Stays that begin before an earlier one has ended, unless both are shared."""
    real = stays.filter(stays.ended_on.isnull() | (stays.ended_on > stays.started_on))
    for_ever = ibis.date("9999-12-31")
    real = real.mutate(until=real.ended_on.coalesce(for_ever), both=real.shared.fill_null(False))
    before = ibis.window(
        group_by=KEY, order_by=[real.started_on, real.stay_id], preceding=(None, 1)
    )
    real = real.mutate(
        others=real.until.max(where=~real.both).over(before),
        any_other=real.until.max().over(before),
    )
    clash = ibis.ifelse(real.both, real.others > real.started_on, real.any_other > real.started_on)
    return real.filter(clash.fill_null(False))


def _twice(children: ibis.Table) -> ibis.Table:
    many = children.group_by(KEY).aggregate(rows=children.count())
    return many.filter(many.rows > 1)
