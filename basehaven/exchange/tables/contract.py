"""Every open table with its columns. Change the contract here and nowhere else."""

from __future__ import annotations

from basehaven.exchange.tables.column import Column, Table
from basehaven.exchange.tables.contract_of_days import OF_DAYS
from basehaven.exchange.tables.shorthand import (
    ADULT,
    CHILD,
    END_REASONS,
    ENDED,
    NICKNAMES,
    ROLES,
    ROOM,
    STARTED,
    boolean,
    enum,
    refers,
    text,
)

ALL = (
    Table(
        "children",
        (
            Column("child_id", required=True),
            text("name", 200, names=True),
            Column("born_on", "date"),
            enum("born_precision", "day month year estimated unborn"),
            Column("due_on", "date"),
            enum("sex", "f m x"),
            text("region", 100),
            Column("groups", "list"),
            NICKNAMES,
        ),
        ("child_id",),
    ),
    Table(
        "adults",
        (
            Column("adult_id", required=True),
            text("name", 200, names=True),
            Column("roles", "list", choices=tuple(ROLES.split())),
            NICKNAMES,
        ),
        ("adult_id",),
    ),
    Table(
        "homes",  # ours: what a stay's home_id points at, when more is known than the id
        (
            Column("home_id", required=True),
            text("name", 200, names=True),
            text("address", 300, names=True),
            boolean("confidential"),
        ),
        ("home_id",),
    ),
    Table(
        "rooms",
        (
            Column("room_id", required=True),
            text("name", 200),
            text("region", 100),
            Column("centre", length=200, ours=True),
        ),
        ("room_id",),
    ),
    Table(
        "siblings",
        (
            CHILD,
            refers("sibling_id", "children"),
            enum("kind", "full half step foster", required=True),
            boolean("twin"),
            Column("started_on", "date"),
            ENDED,
        ),
        ("child_id", "sibling_id", "kind"),
    ),
    Table(
        "ties",
        (
            Column("tie_id", required=True),
            CHILD,
            ADULT,
            enum("kind", ROLES, required=True),
            STARTED,
            ENDED,
            enum("end_reason", END_REASONS),
            text("called", 100, names=True),
            boolean("derived"),
        ),
        ("tie_id",),
    ),
    Table(
        "tie_spells",
        (
            refers("tie_id", "ties"),
            STARTED,
            ENDED,
            boolean("lives_with"),
            Column("hours_per_week", "number", decimals=1, at_most=168),
            enum("mode", "in_person supervised video phone letter none"),
            enum("reason", "prison hospital deployment order distance other"),
        ),
        ("tie_id", "started_on"),
    ),
    Table(
        "restrictions",
        (
            CHILD,
            ADULT,
            enum(
                "kind",
                "no_contact supervised_only no_pickup no_information hide_address",
                required=True,
            ),
            STARTED,
            ENDED,
            text("source", 300, names=True),
        ),
        ("child_id", "adult_id", "kind", "started_on"),
    ),
    Table(
        "removals",
        (
            CHILD,
            Column("removal_id", required=True),
            Column("removed_on", "date", required=True),
            Column("exited_on", "date"),
            enum(
                "exit_reason",
                "reunified relative adoption guardianship emancipation transfer runaway death "
                "other",
            ),
        ),
        ("child_id", "removal_id"),
    ),
    Table(
        "stays",
        (
            CHILD,
            Column("stay_id", required=True),
            STARTED,
            ENDED,
            enum(
                "kind",
                "parent_home kin relative_foster foster pre_adoptive group residential hospital "
                "respite camp trial_home_visit runaway independent other",
                required=True,
            ),
            refers("removal_id", "removals", required=False),
            refers("home_id", "homes", required=False),
            Column("carer_ids", "list", refers_to="adults"),
            boolean("shared"),
        ),
        ("child_id", "stay_id"),
    ),
    Table(
        "reports",
        (
            CHILD,
            Column("report_id", required=True),
            Column("reported_on", "date", required=True),
            Column("incident_on", "date"),
            boolean("substantiated", required=True),
        ),
        ("child_id", "report_id"),
    ),
    Table("enrolments", (CHILD, ROOM, STARTED, ENDED), ("child_id", "room_id", "started_on")),
    Table(
        "primary_spells",
        (
            CHILD,
            ROOM,
            ADULT,
            enum("rank", "main backup", required=True),
            STARTED,
            ENDED,
            enum("end_reason", END_REASONS),
        ),
        ("child_id", "room_id", "adult_id", "rank", "started_on"),
    ),
    Table(
        "attendance",
        (CHILD, ROOM, Column("arrived_at", "time", required=True), Column("left_at", "time")),
        ("child_id", "room_id", "arrived_at"),
    ),
    Table(
        "shifts",
        (
            ADULT,
            ROOM,
            Column("from_at", "time", required=True),
            Column("to_at", "time", required=True),
        ),
        ("adult_id", "room_id", "from_at"),
    ),
    *OF_DAYS,
)
"""In the order in which a row may refer to rows before it."""
