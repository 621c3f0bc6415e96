"""What people, homes, rooms and other children are called, by ref, whatever their table."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from basehaven.apps.record.queries.rows import Fields, Rows

FACTS = frozenset(["name", "roles", "address", "confidential", "centre", "born_on", "sex"])
Facts = dict[UUID, Fields]


def facts_in(rows: Rows) -> Facts:
    """The present facts that came along with the rows, at no further question."""
    found: Facts = {}
    for row in rows.ties:
        _adult(found, row)
    for _model, row in rows.dated:
        _adult(found, row)
        if row["room_ref"] and row["room_ref"] not in found:
            found[row["room_ref"]] = {"name": row["room_name"], "centre": row["centre"]}
    for stay in rows.stays:
        if stay["home_ref"] and stay["home_ref"] not in found:
            home = {"name": stay["home_name"], "address": stay["address"]}
            found[stay["home_ref"]] = {**home, "confidential": stay["confidential"]}
        for carer in stay["carer_rows"]:
            _adult(found, carer)
    for pair in rows.pairs:
        if pair["other_ref"] not in found:
            found[pair["other_ref"]] = {n: pair[f"other_{n}"] for n in ("name", "born_on", "sex")}
    return found


def _adult(found: Facts, row: dict[str, Any]) -> None:
    ref = row["adult_ref"]
    if ref and ref not in found:
        found[ref] = {"name": row["adult_name"], "roles": tuple(row["adult_roles"] or ())}
