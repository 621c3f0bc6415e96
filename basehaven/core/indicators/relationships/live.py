"""Ties that are live on a day, as the child's own page sees them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from basehaven.core.indicators.unit import Settings
from basehaven.core.relationships.network import PRESENT, TieStatus, network_on, status_on
from basehaven.core.relationships.types import Tie


def going_on(ties: Sequence[Tie], day: date) -> list[Tie]:
    """Ties that have begun and not ended, whether there is contact or not."""
    return [tie for tie in ties if status_on(tie, day) in PRESENT]


def live_on(ties: Sequence[Tie], day: date, settings: Settings) -> list[Tie]:
    """Ties live on a day.

    Args:
        ties: all ties of one child.
        day: any day.
        settings: interrupted, interrupted_and_unrecorded.

    Returns:
        Those that have begun and not ended, without the interrupted ones where the
        setting leaves them out. Of somebody with one tie interrupted and nothing
        recorded of another, none is live unless the setting says so: the child's
        own page calls that person interrupted.

    Says whether contact is recorded, never how good it is.

    Source: the open tables, on live, interrupted and not recorded; our own rule
    for somebody with several ties.

    >>> ana = Tie("t", "ana", "kin", date(2024, 1, 1))
    >>> rules = {"interrupted": "leave_out", "interrupted_and_unrecorded": "interrupted"}
    >>> len(live_on([ana], date(2024, 2, 1), rules))
    1
    """
    found = going_on(ties, day)
    if settings["interrupted"] == "count":
        return found
    found = [tie for tie in found if status_on(tie, day) is not TieStatus.INTERRUPTED]
    if settings["interrupted_and_unrecorded"] == "live":
        return found
    people = {person.adult_id: person.status for person in network_on(ties, day)}
    return [tie for tie in found if people[tie.adult_id] is not TieStatus.INTERRUPTED]


def named(ties: Sequence[Tie], settings: Settings) -> list[Tie]:
    """Without ties derived from a file that names nobody."""
    return [tie for tie in ties if settings["derived_ties"] == "count" or not tie.derived]
