"""A small community with rows in every open table and a value in every column."""

from __future__ import annotations

from tests.apps.intake.conftest import Tables

KEPT = {"recorded_on": "2024-10-01", "recorded_by": "operator:kim"}

EVERY_TABLE: Tables = {
    "children": [
        {"child_id": "milo", "name": "Milo Özil", "born_on": "2024-04-02", "born_precision": "day",
         "due_on": "2024-06-01", "sex": "m", "region": "north", "groups": "a|b",
         "nicknames": "Mimo|Lilo", **KEPT, "school": "=1+1"},
        {"child_id": "lou", "name": "Lou, the \"big\" one", "born_on": "2021-05-05",
         "born_precision": "month", "sex": "x", **KEPT},
    ],
    "adults": [
        {"adult_id": "rosa", "name": "Rosa", "roles": "parent", "nicknames": "Mama"},
        {"adult_id": "dana", "name": "Dana", "roles": "foster_carer|teacher"},
        {"adult_id": "vera", "name": "Vera", "roles": "home_visitor"},
    ],
    "homes": [
        {"home_id": "h1", "name": "Dana’s", "address": "12 Elm St\nTop floor",
         "confidential": "false"},
    ],
    "rooms": [{"room_id": "r1", "name": "Bees", "region": "north", "centre": "Oak Lane"}],
    "siblings": [
        {"child_id": "milo", "sibling_id": "lou", "kind": "half", "twin": "false",
         "started_on": "2024-04-02"},
    ],
    "ties": [
        {"tie_id": "t1", "child_id": "milo", "adult_id": "rosa", "kind": "parent",
         "started_on": "2024-04-02", "called": "Mama"},
        {"tie_id": "t2", "child_id": "milo", "adult_id": "dana", "kind": "foster_carer",
         "started_on": "2024-09-01", "ended_on": "2025-01-01", "end_reason": "moved",
         "derived": "true"},
    ],
    "tie_spells": [
        {"tie_id": "t1", "started_on": "2024-04-02", "ended_on": "2024-09-01",
         "lives_with": "true", "hours_per_week": "167.5", "mode": "in_person"},
        {"tie_id": "t1", "started_on": "2024-09-01", "lives_with": "false",
         "hours_per_week": "2", "mode": "none", "reason": "prison"},
    ],
    "restrictions": [
        {"child_id": "milo", "adult_id": "rosa", "kind": "supervised_only",
         "started_on": "2024-09-01", "ended_on": "2024-12-01", "source": "order 7"},
    ],
    "removals": [
        {"child_id": "milo", "removal_id": "1", "removed_on": "2024-09-01",
         "exited_on": "2025-01-01", "exit_reason": "reunified"},
    ],
    "stays": [
        {"child_id": "milo", "stay_id": "s1", "started_on": "2024-09-01",
         "ended_on": "2025-01-01", "kind": "foster", "removal_id": "1", "home_id": "h1",
         "carer_ids": "dana|rosa", "shared": "false", "ssda903_place": "U1"},
    ],
    "reports": [
        {"child_id": "milo", "report_id": "1", "reported_on": "2024-08-30",
         "incident_on": "2024-08-29", "substantiated": "true"},
    ],
    "enrolments": [
        {"child_id": "milo", "room_id": "r1", "started_on": "2024-10-01",
         "ended_on": "2025-01-01"},
    ],
    "primary_spells": [
        {"child_id": "milo", "room_id": "r1", "adult_id": "dana", "rank": "main",
         "started_on": "2024-10-01", "ended_on": "2024-12-01", "end_reason": "staff_left"},
    ],
    "attendance": [
        {"child_id": "milo", "room_id": "r1", "arrived_at": "2024-10-01T08:00:00-07:00",
         "left_at": "2024-10-01T16:30:15-07:00"},
    ],
    "shifts": [
        {"adult_id": "dana", "room_id": "r1", "from_at": "2024-10-01T07:00:00+00:00",
         "to_at": "2024-10-01T15:00:00+00:00"},
    ],
    "contacts": [
        {"contact_id": "k1", "child_id": "milo", "adult_id": "rosa", "on": "2024-10-02",
         "seq": "1", "minutes": "60", "kind": "family_time", "planned": "true", "kept": "false",
         "cancelled_by": "agency"},
    ],
    "care_events": [
        {"event_id": "e1", "child_id": "milo", "at": "2024-10-02T09:15:00+00:00",
         "context": "hurt", "seen": "cries|turns_away", "distress": "true",
         "arousal": "wound_up", "available": "dana|rosa", "sought": "someone",
         "approached": "dana", "approach": "reach", "missed": "rosa", "responder_id": "dana",
         "response": "held him", "soothed": "yes", "minutes_to_settle": "4",
         "back_to_play": "true", "observer_id": "vera", "confidence": "high"},
    ],
    "visits": [
        {"visit_id": "v1", "child_id": "milo", "on": "2024-10-03", "programme_id": "abc",
         "visitor_id": "vera", "minutes": "60", "mode": "home", "kept": "true"},
    ],
    "screens": [
        {"screen_id": "q1", "child_id": "milo", "subject": "child", "instrument": "asq-se-2",
         "on": "2024-10-04", "score": "123456.75", "band": "look again"},
    ],
    "needs": [
        {"need_id": "n1", "child_id": "milo", "kind": "housing", "raised_on": "2024-10-05",
         "wants_help": "true", "referred_on": "2024-10-06", "met_on": "2024-11-01",
         "outcome": "moved in"},
    ],
    "eligibility": [
        {"child_id": "milo", "programme_id": "abc", "from_on": "2024-04-02",
         "to_on": "2027-04-02"},
    ],
}  # fmt: skip

LATER: Tables = {
    "children": [{"name": "Milo Ozil", "groups": "c", "nicknames": ""}],
    "adults": [{"name": "Rosa M", "roles": "parent|friend"}],
    "homes": [{"confidential": "true", "address": "13 Elm St"}],
    "rooms": [{"centre": "Elm Lane"}],
    "siblings": [{"twin": "true"}],
    "ties": [{"called": "Ma"}],
    "tie_spells": [{"hours_per_week": "20.5"}],
    "restrictions": [{"source": "order 8"}],
    "removals": [{"exit_reason": "relative"}],
    "stays": [{"shared": "true", "carer_ids": "rosa|dana"}],
    "reports": [{"substantiated": "false"}],
    "enrolments": [{"ended_on": "2025-02-01"}],
    "primary_spells": [{"end_reason": "other"}],
    "attendance": [{"left_at": "2024-10-01T17:00:00-07:00"}],
    "shifts": [{"to_at": "2024-10-01T16:00:00+00:00"}],
    "contacts": [{"kept": "true", "minutes": ""}],
    "care_events": [{"seen": "calms", "distress": "", "missed": ""}],
    "visits": [{"visitor_id": ""}],
    "screens": [{"score": "1.5"}],
    "needs": [{"met_on": ""}],
    "eligibility": [{"to_on": "2028-04-02"}],
}
"""What the source says later of the first row of each table."""


def later() -> Tables:
    return {
        name: [{**row, **(LATER[name][0] if n == 0 else {})} for n, row in enumerate(rows)]
        for name, rows in EVERY_TABLE.items()
    }
