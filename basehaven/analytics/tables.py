"""The open tables as the engines see them: typed, and never more columns than are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import ibis
import ibis.expr.datatypes as dt
from ibis.expr.types import Value

from basehaven.analytics.once import Once

KEY = ["source_id", "child_id"]
TEXT, DAY, FLAG, NUMBER, TIME, LIST = (
    "string",
    "date",
    "boolean",
    "int64",
    "timestamp",
    "array<string>",
)

# The part of the contract that indicators read; tests hold it against the contract itself.
READ: Mapping[str, Mapping[str, str]] = {
    "children": {
        "child_id": TEXT, "born_on": DAY, "born_precision": TEXT, "region": TEXT, "groups": LIST,
    },
    "removals": {
        "child_id": TEXT, "removal_id": TEXT, "removed_on": DAY, "exited_on": DAY,
        "exit_reason": TEXT,
    },
    "stays": {
        "child_id": TEXT, "stay_id": TEXT, "started_on": DAY, "ended_on": DAY, "kind": TEXT,
        "removal_id": TEXT, "home_id": TEXT, "carer_ids": LIST, "shared": FLAG,
    },
    "reports": {
        "child_id": TEXT, "report_id": TEXT, "reported_on": DAY, "incident_on": DAY,
        "substantiated": FLAG,
    },
    "siblings": {
        "child_id": TEXT, "sibling_id": TEXT, "kind": TEXT, "started_on": DAY, "ended_on": DAY,
    },
    "ties": {
        "tie_id": TEXT, "child_id": TEXT, "adult_id": TEXT, "kind": TEXT, "started_on": DAY,
        "ended_on": DAY, "end_reason": TEXT, "derived": FLAG,
    },
    "tie_spells": {"tie_id": TEXT, "started_on": DAY, "ended_on": DAY, "mode": TEXT},
    "restrictions": {
        "child_id": TEXT, "adult_id": TEXT, "kind": TEXT, "started_on": DAY, "ended_on": DAY,
    },
    "contacts": {
        "contact_id": TEXT, "child_id": TEXT, "adult_id": TEXT, "on": DAY, "seq": NUMBER,
        "kind": TEXT, "planned": FLAG, "kept": FLAG, "cancelled_by": TEXT,
    },
    "enrolments": {"child_id": TEXT, "room_id": TEXT, "started_on": DAY, "ended_on": DAY},
    "primary_spells": {
        "child_id": TEXT, "room_id": TEXT, "adult_id": TEXT, "rank": TEXT, "started_on": DAY,
        "ended_on": DAY, "end_reason": TEXT,
    },
    "attendance": {"child_id": TEXT, "room_id": TEXT, "arrived_at": TIME, "left_at": TIME},
    "shifts": {"adult_id": TEXT, "room_id": TEXT, "from_at": TIME, "to_at": TIME},
    "visits": {
        "visit_id": TEXT, "child_id": TEXT, "on": DAY, "programme_id": TEXT, "kept": FLAG,
        "cancelled_by": TEXT,
    },
    "screens": {
        "screen_id": TEXT, "child_id": TEXT, "subject": TEXT, "instrument": TEXT, "on": DAY,
    },
    "needs": {
        "need_id": TEXT, "child_id": TEXT, "kind": TEXT, "raised_on": DAY, "wants_help": FLAG,
        "referred_on": DAY, "met_on": DAY,
    },
    "eligibility": {"child_id": TEXT, "programme_id": TEXT, "from_on": DAY, "to_on": DAY},
}  # fmt: skip

# Extra columns that one country's indicators need; absent from any other source.
CARRIED: Mapping[str, Mapping[str, str]] = {
    "removals": {"afcars_form": TEXT},
    "stays": {
        "ssda903_place": TEXT, "ssda903_rne": TEXT, "ssda903_ls": TEXT, "ssda903_rec": TEXT,
    },
}  # fmt: skip


@ibis.udf.scalar.builtin(name="hash")  # type: ignore[untyped-decorator]
def duckdb_hash(value: str) -> dt.uint64:
    """A number that looks drawn. Ibis' own ``hash`` makes it a signed one, at twice the time."""
    raise NotImplementedError  # DuckDB has it


@dataclass(frozen=True)
class Tables:
    """What an indicator is computed from: a table, or None where it was not recorded.

    ``once`` keeps what several indicators ask of them.
    """

    given: Mapping[str, ibis.Table]
    once: Once = field(default_factory=Once, compare=False)

    def __getattr__(self, name: str) -> ibis.Table:
        if name.startswith("_") or name not in READ:
            raise AttributeError(name)
        return self._shaped[name]

    def has(self, *names: str) -> bool:
        return all(name in self.given for name in names)

    def part(self, number: int, many: int) -> Tables:
        """Some of the children with all their rows: one of so many equal parts. DuckDB only."""
        return Tables(
            {
                name: table.filter(duckdb_hash(table.child_id.cast(TEXT)) % many == number)
                if "child_id" in READ[name] else table
                for name, table in self.given.items()
            },
            self.once,
        )  # fmt: skip

    @cached_property
    def _shaped(self) -> dict[str, ibis.Table]:
        return {name: shaped(name, self.given.get(name)) for name in READ}


def shaped(name: str, table: ibis.Table | None) -> ibis.Table:
    """A table with exactly the columns that are read, each of its type; missing ones unknown.

    But the source: tables that name none are of one and the same, else no row would meet another.
    """
    columns = {"source_id": TEXT, **READ[name], **CARRIED.get(name, {})}
    if table is None:
        return ibis.memtable([], schema=ibis.schema(columns))
    there = set(table.columns)
    return table.select(
        **{
            column: table[column].cast(kind) if column in there else _missing(column, kind)
            for column, kind in columns.items()
        }
    )


def _missing(column: str, kind: str) -> Value:
    return ibis.literal("") if column == "source_id" else ibis.null(kind)
