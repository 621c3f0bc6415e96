"""Somebody on the map: the shape, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

HOME = ("parent", "foster_carer", "adoptive_parent")
FAMILY = ("kin",)
STAFF = ("teacher", "home_visitor", "doula", "caseworker", "consultant")


def shape_of(kinds: Sequence[str]) -> str:
    """Circle, square, diamond or hexagon; staff only if nothing else ties them."""
    for shape, of_kinds in (("home", HOME), ("family", FAMILY)):
        if any(kind in of_kinds for kind in kinds):
            return shape
    return "staff" if kinds and all(kind in STAFF for kind in kinds) else "friend"


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody on the map.

    Attributes:
        key: the adult's ref, or ``sibling-`` and the pair's.
        shape: home, family, staff or friend.
        place: most, some, now_and_then, unknown or ended.
        status: live, interrupted, not_recorded or ended.
        kind: in words, such as ``main teacher``.
        line: the one short line under the name.
        says: whole sentences for the list.
        warnings: restrictions in words, short; ``warnings_long`` in full.
        opens: table and ref of the row to open, or None.
    """

    key: str
    name: str
    shape: str
    place: str
    status: str
    kind: str
    line: str
    says: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    warnings_long: tuple[str, ...] = ()
    opens: tuple[str, str] | None = None
    since: date | None = None
    until: date | None = None
    sibling: bool = False
