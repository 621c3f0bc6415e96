"""Short ways to write the columns that many tables have."""

from __future__ import annotations

from basehaven.exchange.tables.column import Column


def text(name: str, length: int, names: bool = False) -> Column:
    """A text of so many characters; 0 is any number."""
    return Column(name, length=length, names=names)


def refers(name: str, table: str, required: bool = True) -> Column:
    """The id of a row of another table."""
    return Column(name, refers_to=table, required=required)


def enum(name: str, choices: str, required: bool = False) -> Column:
    """One of some words."""
    return Column(name, "enum", required, tuple(choices.split()))


def boolean(name: str, required: bool = False) -> Column:
    """True, false or unknown."""
    return Column(name, "bool", required)


STARTED = Column("started_on", "date", required=True)
ENDED = Column("ended_on", "date")
NICKNAMES = Column("nicknames", "list", names=True, ours=True)
CHILD = refers("child_id", "children")
ADULT = refers("adult_id", "adults")
ROOM = refers("room_id", "rooms")
ROLES = (
    "parent kin foster_carer adoptive_parent teacher home_visitor doula caseworker consultant "
    "friend neighbour librarian other"
)
END_REASONS = "moved staff_left room_move family_left removal died contact_stopped other"
CANCELLED_BY = enum("cancelled_by", "agency transport carer parent weather other")
