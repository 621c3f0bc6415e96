"""Whether two children live together on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol

from basehaven.core.periods import covers


class Lodged(Protocol):
    """A stay, as far as it tells whose home it is."""

    @property
    def started_on(self) -> date: ...

    @property
    def ended_on(self) -> date | None: ...

    @property
    def home_id(self) -> str | None: ...

    @property
    def carer_ids(self) -> Collection[str]: ...


def same_home(one: Lodged, other: Lodged) -> bool | None:
    """By the home if both name one, else by a carer they share; None if neither tells.

    >>> from basehaven.core.relationships.types import Stay
    >>> day = date(2024, 1, 1)
    >>> same_home(Stay("1", day, home_id="A"), Stay("2", day, home_id="B"))
    False
    """
    if one.home_id and other.home_id:
        return one.home_id == other.home_id
    if one.carer_ids and other.carer_ids:
        return not set(other.carer_ids).isdisjoint(one.carer_ids)
    return None


def live_together(stays: Iterable[Lodged], others: Iterable[Lodged], day: date) -> bool | None:
    """Whether two children share a home on a day; with shared care, one of the homes.

    Args:
        stays: of one child.
        others: of the other.
        day: any day.

    Returns:
        None where a stay of that day does not tell, or where one has none.

    Living apart may keep a child safe: it is no judgement of a placement.

    Source: our own proposal for the map.

    >>> live_together([], [], date(2024, 1, 1)) is None
    True
    """
    theirs = [other for other in others if covers(other, day)]
    answers = [same_home(one, other) for one in stays if covers(one, day) for other in theirs]
    if True in answers:
        return True
    return False if answers and None not in answers else None
