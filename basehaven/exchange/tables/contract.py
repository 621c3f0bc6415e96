"""Every open table with its columns. Change the contract here and nowhere else."""

from __future__ import annotations

from basehaven.exchange.tables.column import Column, Table


def _text(name: str, length: int, names: bool = False) -> Column:
    return Column(name, length=length, names=names)


def _refers(name: str, table: str, required: bool = True) -> Column:
    return Column(name, refers_to=table, required=required)


def _enum(name: str, choices: str, required: bool = False) -> Column:
    return Column(name, "enum", required, tuple(choices.split()))


def _bool(name: str, required: bool = False) -> Column:
    return Column(name, "bool", required)


STARTED = Column("started_on", "date", required=True)
ENDED = Column("ended_on", "date")
NICKNAMES = Column("nicknames", "list", names=True, ours=True)
CHILD = _refers("child_id", "children")
ADULT = _refers("adult_id", "adults")
ROOM = _refers("room_id", "rooms")
ROLES = (
    "parent kin foster_carer adoptive_parent teacher home_visitor doula caseworker consultant "
    "friend neighbour librarian other"
)
END_REASONS = "moved staff_left room_move family_left removal died contact_stopped other"
CANCELLED_BY = _enum("cancelled_by", "agency transport carer parent weather other")

ALL = (
    Table(
        "children",
        (
            Column("child_id", required=True),
            _text("name", 200, names=True),
            Column("born_on", "date"),
            _enum("born_precision", "day month year estimated unborn"),
            Column("due_on", "date"),
            _enum("sex", "f m x"),
            _text("region", 100),
            Column("groups", "list"),
            NICKNAMES,
        ),
        ("child_id",),
    ),
    Table(
        "adults",
        (
            Column("adult_id", required=True),
            _text("name", 200, names=True),
            Column("roles", "list", choices=tuple(ROLES.split())),
            NICKNAMES,
        ),
        ("adult_id",),
    ),
    Table(
        "homes",  # ours: what a stay's home_id points at, when more is known than the id
        (
            Column("home_id", required=True),
            _text("name", 200, names=True),
            _text("address", 300, names=True),
            _bool("confidential"),
        ),
        ("home_id",),
    ),
    Table(
        "rooms",
        (
            Column("room_id", required=True),
            _text("name", 200),
            _text("region", 100),
            Column("centre", length=200, ours=True),
        ),
        ("room_id",),
    ),
    Table(
        "siblings",
        (
            CHILD,
            _refers("sibling_id", "children"),
            _enum("kind", "full half step foster", required=True),
            _bool("twin"),
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
            _enum("kind", ROLES, required=True),
            STARTED,
            ENDED,
            _enum("end_reason", END_REASONS),
            _text("called", 100, names=True),
            _bool("derived"),
        ),
        ("tie_id",),
    ),
    Table(
        "tie_spells",
        (
            _refers("tie_id", "ties"),
            STARTED,
            ENDED,
            _bool("lives_with"),
            Column("hours_per_week", "number", decimals=1, at_most=168),
            _enum("mode", "in_person supervised video phone letter none"),
            _enum("reason", "prison hospital deployment order distance other"),
        ),
        ("tie_id", "started_on"),
    ),
    Table(
        "restrictions",
        (
            CHILD,
            ADULT,
            _enum(
                "kind",
                "no_contact supervised_only no_pickup no_information hide_address",
                required=True,
            ),
            STARTED,
            ENDED,
            _text("source", 300, names=True),
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
            _enum(
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
            _enum(
                "kind",
                "parent_home kin relative_foster foster pre_adoptive group residential hospital "
                "respite camp trial_home_visit runaway independent other",
                required=True,
            ),
            _refers("removal_id", "removals", required=False),
            _refers("home_id", "homes", required=False),
            Column("carer_ids", "list", refers_to="adults"),
            _bool("shared"),
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
            _bool("substantiated", required=True),
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
            _enum("rank", "main backup", required=True),
            STARTED,
            ENDED,
            _enum("end_reason", END_REASONS),
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
    Table(
        "contacts",
        (
            Column("contact_id", required=True),
            CHILD,
            ADULT,
            Column("on", "date", required=True),
            Column("seq", "int", at_most=32_767),
            Column("minutes", "int"),
            _enum("kind", "care visit family_time call other"),
            _bool("planned"),
            _bool("kept"),
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
            _enum(
                "context",
                "arrival departure play meal nap tired care hurt ill frightened reunion "
                "transition visit other",
                required=True,
            ),
            Column("seen", "list"),
            _bool("distress"),
            _enum("arousal", "asleep low calm wound_up overwhelmed"),
            Column("available", "list", refers_to="adults"),
            _enum("sought", "someone nobody"),
            Column("approached", "list", refers_to="adults"),
            _enum("approach", "cry reach go look call"),
            Column("missed", "list", refers_to="adults"),
            _refers("responder_id", "adults", required=False),
            _text("response", 0, names=True),
            _enum("soothed", "yes partly no"),
            Column("minutes_to_settle", "int"),
            _bool("back_to_play"),
            _refers("observer_id", "adults", required=False),
            _enum("confidence", "low medium high"),
        ),
        ("event_id",),
    ),
    Table(
        "visits",
        (
            Column("visit_id", required=True),
            CHILD,
            Column("on", "date", required=True),
            _text("programme_id", 100),
            _refers("visitor_id", "adults", required=False),
            Column("minutes", "int"),
            _enum("mode", "home online other"),
            _bool("kept"),
            CANCELLED_BY,
        ),
        ("visit_id",),
    ),
    Table(
        "screens",
        (
            Column("screen_id", required=True),
            CHILD,
            _enum("subject", "child caregiver"),
            Column("instrument", required=True, length=60),
            Column("on", "date", required=True),
            Column("score", "number", decimals=2, at_most=999_999, signed=True),
            _text("band", 60),
        ),
        ("screen_id",),
    ),
    Table(
        "needs",
        (
            Column("need_id", required=True),
            CHILD,
            _enum(
                "kind",
                "food housing work income health childcare transport safety other",
                required=True,
            ),
            Column("raised_on", "date", required=True),
            _bool("wants_help"),
            Column("referred_on", "date"),
            Column("met_on", "date"),
            _text("outcome", 200, names=True),
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
"""In the order in which a row may refer to rows before it."""
