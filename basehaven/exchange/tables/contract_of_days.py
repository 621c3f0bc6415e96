"""The open tables of what happens on a day: contacts, moments, visits, screens, needs."""

from __future__ import annotations

from basehaven.exchange.tables.column import Column, Table
from basehaven.exchange.tables.shorthand import (
    ADULT,
    CANCELLED_BY,
    CHILD,
    boolean,
    enum,
    refers,
    text,
)

OF_DAYS = (
    Table(
        "contacts",
        (
            Column("contact_id", required=True),
            CHILD,
            ADULT,
            Column("on", "date", required=True),
            Column("seq", "int", at_most=32_767),
            Column("minutes", "int"),
            enum("kind", "care visit family_time call other"),
            boolean("planned"),
            boolean("kept"),
            CANCELLED_BY,
        ),
        ("contact_id",),
    ),
    Table(
        "care_events",
        (
            Column("event_id", required=True),
            CHILD,
            Column("at", "time", required=True),
            enum(
                "context",
                "arrival departure play meal nap tired care hurt ill frightened reunion "
                "transition visit other",
                required=True,
            ),
            Column("seen", "list"),
            boolean("distress"),
            enum("arousal", "asleep low calm wound_up overwhelmed"),
            Column("available", "list", refers_to="adults"),
            enum("sought", "someone nobody"),
            Column("approached", "list", refers_to="adults"),
            enum("approach", "cry reach go look call"),
            Column("missed", "list", refers_to="adults"),
            refers("responder_id", "adults", required=False),
            text("response", 0, names=True),
            enum("soothed", "yes partly no"),
            Column("minutes_to_settle", "int"),
            boolean("back_to_play"),
            refers("observer_id", "adults", required=False),
            enum("confidence", "low medium high"),
        ),
        ("event_id",),
    ),
    Table(
        "visits",
        (
            Column("visit_id", required=True),
            CHILD,
            Column("on", "date", required=True),
            text("programme_id", 100),
            refers("visitor_id", "adults", required=False),
            Column("minutes", "int"),
            enum("mode", "home online other"),
            boolean("kept"),
            CANCELLED_BY,
        ),
        ("visit_id",),
    ),
    Table(
        "screens",
        (
            Column("screen_id", required=True),
            CHILD,
            enum("subject", "child caregiver"),
            Column("instrument", required=True, length=60),
            Column("on", "date", required=True),
            Column("score", "number", decimals=2, at_most=999_999, signed=True),
            text("band", 60),
        ),
        ("screen_id",),
    ),
    Table(
        "needs",
        (
            Column("need_id", required=True),
            CHILD,
            enum(
                "kind",
                "food housing work income health childcare transport safety other",
                required=True,
            ),
            Column("raised_on", "date", required=True),
            boolean("wants_help"),
            Column("referred_on", "date"),
            Column("met_on", "date"),
            text("outcome", 200, names=True),
        ),
        ("need_id",),
    ),
    Table(
        "eligibility",
        (
            CHILD,
            Column("programme_id", required=True, length=100),
            Column("from_on", "date", required=True),
            Column("to_on", "date"),
        ),
        ("child_id", "programme_id", "from_on"),
    ),
)
