"""Who is in a child's life on one day, each person once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from basehaven.core.periods import covers
from basehaven.core.relationships.types import Spell, Tie

HOURS_IN_A_WEEK = 168.0


class TieStatus(StrEnum):
    """How a tie stands on a day, by the rules of the open tables."""

    LIVE = "live"
    INTERRUPTED = "interrupted"  # its spell that day has mode ``none``
    NOT_RECORDED = "not_recorded"  # live, and nothing is recorded of the contact
    ENDED = "ended"
    NOT_YET = "not_yet"


# For somebody with several ties the first of these counts. A known interruption
# says more than an empty record, so it stands before ``not_recorded``.
BEST_FIRST = tuple(TieStatus)
PRESENT = frozenset({TieStatus.LIVE, TieStatus.INTERRUPTED, TieStatus.NOT_RECORDED})


@dataclass(frozen=True, slots=True)
class PersonOnDay:
    """One adult in a child's life on a day, whatever the number of ties.

    Attributes:
        ties: every tie that has begun, earliest first.
        status: the best among the ties.
        kinds: of the ties with that status; of all ties once all have ended.
        hours_per_week: of the live ties together, 0 to 168; 0 while all contact
            is interrupted; None when nobody recorded it or all have ended.
        lives_with: None when not recorded.
        since: the first day of the earliest tie.
        until: the day the last tie ended; None while one goes on.
        mode: of the contact in the leading tie, or empty if not recorded.
        reason: why it is so, or empty.
    """

    adult_id: str
    ties: tuple[Tie, ...]
    status: TieStatus
    kinds: tuple[str, ...]
    hours_per_week: float | None
    lives_with: bool | None
    since: date
    until: date | None
    mode: str = ""
    reason: str = ""


def spell_on(tie: Tie, day: date) -> Spell | None:
    """The spell that holds on a day; the one begun last if several do.

    Of several begun that day, the first by its mode, and one without a mode last:
    whatever the order they come in, the answer is the same. None outside the tie's
    own days, whatever a spell claims.

    >>> spell_on(Tie("t", "ana", "teacher", date(2024, 1, 1)), date(2024, 2, 1)) is None
    True
    """
    if not covers(tie, day):
        return None
    holding = [spell for spell in tie.spells if covers(spell, day)]
    return min(holding, key=_latest_first, default=None)


def _latest_first(spell: Spell) -> tuple[int, bool, str]:
    return -spell.started_on.toordinal(), not spell.mode, spell.mode


def status_on(tie: Tie, day: date) -> TieStatus:
    """How a tie stands on a day.

    Args:
        tie: with all its spells.
        day: any day, also before the child's birth.

    Returns:
        Exactly one status. A tie that started and ended on one day has ended.

    Says whether contact is recorded, never how good it is.

    Source: the open tables, on live, interrupted and not recorded.

    >>> status_on(Tie("t", "ana", "teacher", date(2024, 1, 1)), date(2024, 2, 1)).value
    'not_recorded'
    """
    if day < tie.started_on:
        return TieStatus.NOT_YET
    if tie.ended_on is not None and tie.ended_on <= day:
        return TieStatus.ENDED
    spell = spell_on(tie, day)
    if spell is None:
        return TieStatus.NOT_RECORDED
    return TieStatus.INTERRUPTED if spell.mode == "none" else TieStatus.LIVE


def network_on(
    ties: Iterable[Tie], day: date, *, include_ended: bool = True
) -> tuple[PersonOnDay, ...]:
    """Everyone in a child's life on a day, each person exactly once.

    Args:
        ties: all ties of one child, in any order; several to one adult merge.
        day: any day.
        include_ended: also those all of whose ties have ended.

    Returns:
        People with a tie that has begun: live first, then interrupted, not
        recorded, ended; inside these by hours (most first, unknown last), then
        by who came first.

    Order is for reading. It is no rank of carers: a few hours can matter most.

    Source: our own proposal for the map.

    >>> ana = Tie("t", "ana", "teacher", date(2024, 1, 1), date(2024, 3, 1))
    >>> [person.status.value for person in network_on([ana], date(2024, 4, 1))]
    ['ended']
    """
    by_adult: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie.started_on <= day:
            by_adult[tie.adult_id].append(tie)
    people = [_person(adult_id, found, day) for adult_id, found in by_adult.items()]
    if not include_ended:
        people = [person for person in people if person.status in PRESENT]
    return tuple(sorted(people, key=_reading_order))


def _person(adult_id: str, ties: Sequence[Tie], day: date) -> PersonOnDay:
    ordered = sorted(ties, key=lambda tie: (tie.started_on, tie.tie_id))
    statuses = [status_on(tie, day) for tie in ordered]
    best = min(statuses, key=BEST_FIRST.index)
    leading = [tie for tie, status in zip(ordered, statuses, strict=True) if status is best]
    spells = [spell for tie in leading if (spell := spell_on(tie, day)) is not None]
    first = next((spell for spell in spells if spell.mode), spells[0] if spells else None)
    ends = [tie.ended_on for tie in ordered if tie.ended_on is not None]
    return PersonOnDay(
        adult_id=adult_id,
        ties=tuple(ordered),
        status=best,
        kinds=tuple(dict.fromkeys(tie.kind for tie in leading)),
        hours_per_week=_hours(best, spells),
        lives_with=_lives_with(best, spells),
        since=ordered[0].started_on,
        until=max(ends) if best is TieStatus.ENDED else None,
        mode=first.mode if first else "",
        reason=first.reason if first else "",
    )


def _hours(status: TieStatus, spells: Sequence[Spell]) -> float | None:
    if status is TieStatus.INTERRUPTED:
        return 0.0
    recorded = [s.hours_per_week for s in spells if s.hours_per_week is not None]
    if status is not TieStatus.LIVE or not recorded:
        return None
    return min(sum(recorded), HOURS_IN_A_WEEK)


def _lives_with(status: TieStatus, spells: Sequence[Spell]) -> bool | None:
    if status is TieStatus.INTERRUPTED:
        return False
    recorded = [spell.lives_with for spell in spells if spell.lives_with is not None]
    return any(recorded) if recorded else None


def _reading_order(person: PersonOnDay) -> tuple[int, bool, float, date, str]:
    hours = person.hours_per_week
    return (
        BEST_FIRST.index(person.status),
        hours is None,
        -(hours or 0.0),
        person.since,
        person.adult_id,
    )
