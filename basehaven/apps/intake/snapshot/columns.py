"""Which columns of the open tables a snapshot has, decided one by one.

A column that is not decided on here stops the tests, and is not in a snapshot.
"""

from __future__ import annotations

from basehaven.exchange.tables.column import Column
from basehaven.exchange.tables.schema import TABLES

KEPT, REPLACED, LEFT_OUT = "kept", "replaced", "left out"

NO_TABLE = {
    "restrictions": "where a child may not be found, and by whom: nothing counts them",
    "homes": "names and addresses; a stay carries the home's pseudonym",
}
"""Tables that are not in a snapshot at all."""

DECIDED: dict[str, dict[str, str]] = {
    "children": {
        "child_id": REPLACED, "name": LEFT_OUT, "born_on": KEPT, "born_precision": KEPT,
        "due_on": KEPT, "sex": KEPT, "region": KEPT, "groups": KEPT, "nicknames": LEFT_OUT,
    },
    "adults": {
        "adult_id": REPLACED, "name": LEFT_OUT, "roles": KEPT, "nicknames": LEFT_OUT,
    },
    "rooms": {
        "room_id": REPLACED, "name": LEFT_OUT, "region": KEPT, "centre": LEFT_OUT,
    },
    "siblings": {
        "child_id": REPLACED, "sibling_id": REPLACED, "kind": KEPT, "twin": KEPT,
        "started_on": KEPT, "ended_on": KEPT,
    },
    "ties": {
        "tie_id": REPLACED, "child_id": REPLACED, "adult_id": REPLACED, "kind": KEPT,
        "started_on": KEPT, "ended_on": KEPT, "end_reason": KEPT, "called": LEFT_OUT,
        "derived": KEPT,
    },
    "tie_spells": {
        "tie_id": REPLACED, "started_on": KEPT, "ended_on": KEPT, "lives_with": KEPT,
        "hours_per_week": KEPT, "mode": KEPT, "reason": KEPT,
    },
    "removals": {
        "child_id": REPLACED, "removal_id": REPLACED, "removed_on": KEPT, "exited_on": KEPT,
        "exit_reason": KEPT,
    },
    "stays": {
        "child_id": REPLACED, "stay_id": REPLACED, "started_on": KEPT, "ended_on": KEPT,
        "kind": KEPT, "removal_id": REPLACED, "home_id": REPLACED, "carer_ids": REPLACED,
        "shared": KEPT,
    },
    "reports": {
        "child_id": REPLACED, "report_id": REPLACED, "reported_on": KEPT, "incident_on": KEPT,
        "substantiated": KEPT,
    },
    "enrolments": {
        "child_id": REPLACED, "room_id": REPLACED, "started_on": KEPT, "ended_on": KEPT,
    },
    "primary_spells": {
        "child_id": REPLACED, "room_id": REPLACED, "adult_id": REPLACED, "rank": KEPT,
        "started_on": KEPT, "ended_on": KEPT, "end_reason": KEPT,
    },
    "attendance": {
        "child_id": REPLACED, "room_id": REPLACED, "arrived_at": KEPT, "left_at": KEPT,
    },
    "shifts": {
        "adult_id": REPLACED, "room_id": REPLACED, "from_at": KEPT, "to_at": KEPT,
    },
    "contacts": {
        "contact_id": REPLACED, "child_id": REPLACED, "adult_id": REPLACED, "on": KEPT,
        "seq": KEPT, "minutes": KEPT, "kind": KEPT, "planned": KEPT, "kept": KEPT,
        "cancelled_by": KEPT,
    },
    "care_events": {
        "event_id": REPLACED, "child_id": REPLACED, "at": KEPT, "context": KEPT, "seen": KEPT,
        "distress": KEPT, "arousal": KEPT, "available": REPLACED, "sought": KEPT,
        "approached": REPLACED, "approach": KEPT, "missed": REPLACED, "responder_id": REPLACED,
        "response": LEFT_OUT, "soothed": KEPT, "minutes_to_settle": KEPT, "back_to_play": KEPT,
        "observer_id": REPLACED, "confidence": KEPT,
    },
    "visits": {
        "visit_id": REPLACED, "child_id": REPLACED, "on": KEPT, "programme_id": KEPT,
        "visitor_id": REPLACED, "minutes": KEPT, "mode": KEPT, "kept": KEPT, "cancelled_by": KEPT,
    },
    "screens": {
        "screen_id": REPLACED, "child_id": REPLACED, "subject": KEPT, "instrument": KEPT,
        "on": KEPT, "score": KEPT, "band": LEFT_OUT,
    },
    "needs": {
        "need_id": REPLACED, "child_id": REPLACED, "kind": KEPT, "raised_on": KEPT,
        "wants_help": KEPT, "referred_on": KEPT, "met_on": KEPT, "outcome": LEFT_OUT,
    },
    "eligibility": {
        "child_id": REPLACED, "programme_id": KEPT, "from_on": KEPT, "to_on": KEPT,
    },
}  # fmt: skip
"""Open table -> column -> what becomes of it. In the order in which tables are written."""


def columns_of_snapshot(table: str) -> list[Column]:
    """The columns that a table has in a snapshot, in the contract's order, ``source_id`` last."""
    decided = DECIDED[table]
    wanted = [c for c in TABLES[table].columns if decided.get(c.name) in (KEPT, REPLACED)]
    return [*wanted, Column("source_id")]
