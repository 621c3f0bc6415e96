"""Histories of core's own stays as open tables, many children in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ibis
import pyarrow as pa

from basehaven.analytics.tables import Tables
from basehaven.core.relationships.types import Stay

DAY, TEXT = pa.date32(), pa.string()
STAYS = pa.schema(
    [("source_id", TEXT), ("child_id", TEXT), ("stay_id", TEXT), ("started_on", DAY),
     ("ended_on", DAY), ("kind", TEXT), ("removal_id", TEXT), ("home_id", TEXT),
     ("carer_ids", pa.list_(TEXT)), ("shared", pa.bool_())]
)  # fmt: skip
CHILDREN = pa.schema([("source_id", TEXT), ("child_id", TEXT), ("born_on", DAY)])
REMOVALS = pa.schema(
    [("source_id", TEXT), ("child_id", TEXT), ("removal_id", TEXT), ("removed_on", DAY),
     ("exited_on", DAY)]
)  # fmt: skip
Histories = Mapping[str, Sequence[Stay]]
Removal = tuple[str, date, date | None]


def tables_of(
    histories: Histories,
    born: Mapping[str, date],
    removals: Mapping[str, Sequence[Removal]] | None = None,
) -> Tables:
    """Open tables in memory, of either engine."""
    children = [
        {"source_id": "here", "child_id": child, "born_on": born[child]} for child in histories
    ]
    stays = [_stay(child, stay) for child, found in histories.items() for stay in found]
    out = [
        {"source_id": "here", "child_id": child, "removal_id": name, "removed_on": start,
         "exited_on": end}
        for child, found in (removals or {}).items()
        for name, start, end in found
    ]  # fmt: skip
    return Tables(
        {
            "children": ibis.memtable(pa.Table.from_pylist(children, CHILDREN)),
            "stays": ibis.memtable(pa.Table.from_pylist(stays, STAYS)),
            "removals": ibis.memtable(pa.Table.from_pylist(out, REMOVALS)),
        }
    )


def _stay(child: str, stay: Stay) -> dict[str, Any]:
    return {
        "source_id": "here", "child_id": child, "stay_id": stay.stay_id,
        "started_on": stay.started_on, "ended_on": stay.ended_on, "kind": stay.kind,
        "removal_id": stay.removal_id, "home_id": stay.home_id,
        "carer_ids": list(stay.carer_ids), "shared": stay.shared,
    }  # fmt: skip
