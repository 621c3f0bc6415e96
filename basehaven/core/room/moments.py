"""The shapes of a room over the next hour: who is planned, one moment, one gap.

Times carry their zone. Ids are opaque strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from basehaven.core.room.ratio import Ratio, RoomChild


@dataclass(frozen=True, slots=True)
class ChildToday:
    """A child who is in the room, or planned to come. Times carry their zone.

    Attributes:
        here: seen to be in the room now.
        comes_at: planned arrival; None if not planned, or here already.
        leaves_at: planned departure; None if not known.
        main: the main adult, or empty.
        backup: the backup adult, or empty.
    """

    child: RoomChild
    here: bool
    comes_at: datetime | None = None
    leaves_at: datetime | None = None
    main: str = ""
    backup: str = ""


@dataclass(frozen=True, slots=True)
class Away:
    """A time in which an adult does not count: a break, or busy elsewhere.

    ``until`` None goes on until somebody says otherwise.
    """

    start: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AdultToday:
    """An adult who is in the room, or planned to come."""

    adult_id: str
    here: bool
    comes_at: datetime | None = None
    leaves_at: datetime | None = None
    away: tuple[Away, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """The room from a time until before the next change.

    Attributes:
        no_main: children whose main adult is not there, with a backup who is.
        neither: children with neither main nor backup there.
        unnamed: children for whom no main adult is named at all.
    """

    start: datetime
    until: datetime
    ratio: Ratio
    children: tuple[str, ...]
    adults: tuple[str, ...]
    no_main: tuple[str, ...] = ()
    neither: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()


class GapKind(StrEnum):
    """What a gap lacks, the most pressing first."""

    ADULTS = "adults"  # fewer than the strictest rule asks for
    GROUP = "group"  # more children together than a rule allows
    NEITHER = "neither"  # children with neither main nor backup adult there
    NO_MAIN = "no_main"  # children whose main adult is not there; a backup is


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is short from a time on.

    Attributes:
        until: when it ends; None if it still stands where the outlook ends.
        count: how many adults are missing, or how many children it is about: the
            most at any time within the gap.
        children: whom it is about; empty for adults and group.
        rules: whose limit it is; empty when it is our own least or no rule's.
    """

    kind: GapKind
    start: datetime
    until: datetime | None
    count: int
    children: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
