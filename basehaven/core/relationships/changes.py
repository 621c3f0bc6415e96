"""What happens to a child's people between two days: kept, added, taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from basehaven.core.periods import Dated
from basehaven.core.relationships.network import BEST_FIRST, PRESENT, TieStatus, status_on
from basehaven.core.relationships.types import Stay, Tie


@dataclass(frozen=True, slots=True)
class Changes:
    """Adult ids. The first three never share one; the last two are of ``kept``.

    Attributes:
        kept: there before and after.
        added: there after only.
        taken_away: there before only.
        interrupted: kept, and contact stopped meanwhile while the tie goes on.
        resumed: kept, and contact is no longer interrupted.
    """

    kept: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    taken_away: frozenset[str] = frozenset()
    interrupted: frozenset[str] = frozenset()
    resumed: frozenset[str] = frozenset()

    @property
    def anything(self) -> bool:
        """Whether somebody came, went, or was interrupted or resumed."""
        return bool(self.added or self.taken_away or self.interrupted or self.resumed)


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which something changes, against the day before it."""

    day: date
    changes: Changes


def people_on(ties: Iterable[Tie], day: date) -> dict[str, TieStatus]:
    """Everyone with a live or interrupted tie on a day, with their best status.

    Ties whose contact is not recorded are live ties and count.

    >>> people_on([Tie("t", "ana", "teacher", date(2024, 1, 1))], date(2023, 12, 31))
    {}
    """
    people: dict[str, TieStatus] = {}
    for tie in ties:
        status = status_on(tie, day)
        if status in PRESENT:
            known = people.get(tie.adult_id, status)
            people[tie.adult_id] = min(known, status, key=BEST_FIRST.index)
    return people


def changes_between(ties: Iterable[Tie], before: date, after: date) -> Changes:
    """What happened to the child's people from one day to another.

    Args:
        ties: all ties of one child.
        before: the earlier day, or either: swapped days swap added and taken.
        after: the later day.

    Returns:
        Sets of adult ids, such that ``kept | taken_away`` is everyone before and
        ``kept | added`` everyone after. Somebody who left and came back between
        the two days is kept: look at the steps between for that.

    Counts people. Losing one person who comforts is not made up by two new ones.

    Source: our own; what the brief asks of every plan.

    >>> june = Tie("t", "june", "doula", date(2024, 1, 1), date(2024, 4, 1))
    >>> sorted(changes_between([june], date(2024, 3, 1), date(2024, 5, 1)).taken_away)
    ['june']
    """
    all_ties = list(ties)
    return _compare(people_on(all_ties, before), people_on(all_ties, after))


def _compare(before: dict[str, TieStatus], after: dict[str, TieStatus]) -> Changes:
    kept = frozenset(before.keys() & after.keys())
    stopped = {TieStatus.INTERRUPTED}
    return Changes(
        kept=kept,
        added=frozenset(after.keys() - before.keys()),
        taken_away=frozenset(before.keys() - after.keys()),
        interrupted=frozenset(a for a in kept if after[a] in stopped and before[a] not in stopped),
        resumed=frozenset(a for a in kept if before[a] in stopped and after[a] not in stopped),
    )


def change_days(ties: Iterable[Tie], stays: Iterable[Stay] = ()) -> tuple[date, ...]:
    """The days on which anything changes, for a time slider.

    Args:
        ties: all ties of one child, with their spells.
        stays: where the child lived; moves are steps of the slider too.

    Returns:
        Days in order, each once. Between two of them nobody's status, hours or
        home differs.

    >>> change_days([Tie("t", "ana", "kin", date(2024, 1, 1), date(2024, 2, 1))])
    (datetime.date(2024, 1, 1), datetime.date(2024, 2, 1))
    """
    days: set[date] = set()
    for tie in ties:
        days |= _edges(tie)
        days |= {day for spell in tie.spells for day in _edges(spell) if _inside(tie, day)}
    for stay in stays:
        days |= _edges(stay)
    return tuple(sorted(days))


def _edges(span: Dated) -> set[date]:
    return {span.started_on} if span.ended_on is None else {span.started_on, span.ended_on}


def _inside(tie: Tie, day: date) -> bool:
    return tie.started_on <= day and (tie.ended_on is None or day <= tie.ended_on)


def step_changes(ties: Sequence[Tie], stays: Iterable[Stay] = ()) -> tuple[Step, ...]:
    """Each step of the slider with what it kept, added and took away.

    Args:
        ties: all ties of one child.
        stays: where the child lived. A move is a step even if nobody changes.

    Returns:
        Steps in order of days. Adding ``added`` and removing ``taken_away`` of
        every step, from nobody before the first, gives everyone of the present.

    >>> [sorted(step.changes.added) for step in step_changes(
    ...     [Tie("t", "ana", "kin", date(2024, 1, 1))])]
    [['ana']]
    """
    steps: list[Step] = []
    before: dict[str, TieStatus] = {}
    for day in change_days(ties, stays):
        after = people_on(ties, day)
        steps.append(Step(day, _compare(before, after)))
        before = after  # nothing differs until the eve of the next step
    return tuple(steps)
