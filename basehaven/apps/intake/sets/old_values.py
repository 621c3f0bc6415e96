"""Keep what rows held before a source changes them, as sets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection

from basehaven.apps.intake.sets.sql import Table
from basehaven.apps.record.actions.history import NOT_VALUES


def keep_old_values(table: Table, given: Mapping[str, Any]) -> None:
    """Every row of ``differs`` that is about to change goes to ``Version`` as it stands.

    ``given`` has ``agency``, ``today``, ``now``, ``by`` and ``actor``.
    """
    child = {"children": "l.id"}.get(table.name)
    if child is None:
        has_child = any(f.name == "child" for f in table.model._meta.concrete_fields)
        child = "l.child_id" if has_child else "NULL"
    earlier = f"CASE WHEN l.recorded_on < {table.today} THEN l.recorded_on ELSE {table.today} END"
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO record_version (agency_id, child_id, "table", row_ref, known_from, '
            'known_to, changed_at, changed_by, reason, "values") '
            f"SELECT l.agency_id, {child}, '{table.name}', l.ref, {earlier}, {table.today}, "
            f"%(now)s, %(actor)s, %(reason)s, {old_values(table)} "
            f"FROM differs d JOIN {table.live} l ON l.id = d.live_id "
            "WHERE NOT d.by_person AND NOT d.alike",
            given,
        )


def old_values(table: Table) -> str:
    """SQL of a JSON object equal to ``history.to_values`` of live row ``l``."""
    pairs = [
        f"'{field.name}', " + table.d.as_json(field, f'l."{field.column}"')
        for field in table.model._meta.concrete_fields
        if field.name not in NOT_VALUES
    ]
    if table.name == "stays":
        carers = "record_staycarer k JOIN record_adult a ON a.id = k.adult_id"
        rows = f"FROM {carers} WHERE k.stay_id = l.id"
        pairs.append(f"'carers', {table.d.refs_in_order('a.ref', 'k.position', rows)}")
    return f"{table.d.json_object}({', '.join(pairs)})"
