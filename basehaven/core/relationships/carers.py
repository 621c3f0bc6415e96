"""Changes of the people who look after a child day and night, and of placements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from basehaven.core.periods import completed_months, length_in_days
from basehaven.core.relationships.types import Stay


@dataclass(frozen=True, slots=True)
class CarerChangeRule:
    """What counts as a change of carer.

    Attributes:
        at_least_days: shorter time with somebody else is no change.
        not_carers: kinds of stay in which nobody takes over the child's care.
        windows: ages in completed months, first and last included.
        unnamed_differ: two stays in a row that name neither home nor carers
            count as two carers. AFCARS 2020 names no provider, so from that file
            alone a move between two foster homes and a re-licensed home look
            the same.

    Doubts: the windows are partly from memory and whether "0-6 months" ends
    with the sixth or the seventh month is not stated; we include completed
    month 6. The study counts a new placement "in a different household and/or
    with a new caregiver". Where carers are named on both sides we follow the
    people: the same foster mother in a new house is no change.
    """

    at_least_days: int = 7
    not_carers: frozenset[str] = frozenset({"hospital", "respite", "camp", "runaway"})
    windows: tuple[tuple[int, int], ...] = ((0, 6), (7, 12), (13, 18), (19, 24))
    unnamed_differ: bool = True


# A trial visit home is no placement; for a baby it is a change of carer all the same.
NOT_PLACEMENTS = frozenset({"hospital", "respite", "camp", "runaway", "trial_home_visit"})


@dataclass(frozen=True, slots=True)
class CarerChange:
    """A child came to other carers on a day."""

    day: date
    age_months: int
    before: Stay
    after: Stay


@dataclass(frozen=True, slots=True)
class CarerChanges:
    """Every change of carer up to a day.

    Attributes:
        changes: in order of days.
        by_window: (first month, last month) -> count, of the windows that the
            child has begun by then; a window not yet reached is absent, not 0.
    """

    changes: tuple[CarerChange, ...] = ()
    by_window: Mapping[tuple[int, int], int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class _Run:
    """Stays in a row with the same carers; for shared care, all the homes of it."""

    stays: tuple[Stay, ...]

    @property
    def homes(self) -> frozenset[str]:
        return frozenset(stay.home_id for stay in self.stays if stay.home_id)

    @property
    def carers(self) -> frozenset[str]:
        return frozenset(carer for stay in self.stays for carer in stay.carer_ids)

    def days(self, until: date) -> int:
        return sum(length_in_days(stay, until) for stay in self.stays)


def carer_changes(
    stays: Iterable[Stay], born: date, until: date, rule: CarerChangeRule | None = None
) -> CarerChanges:
    """Changes of carer of at least a week, by the child's age.

    Args:
        stays: all stays of one child, in care and out of it: informal care and
            returns home count, so this is no count of placements.
        born: the day of birth.
        until: the last day of knowledge, not included; a stay that goes on is
            as long as it has been by then.
        rule: what counts.

    Returns:
        The changes, and counts by age window. The first carers of all are no
        change. Back to the same carers after hospital, respite, camp or running
        away is none; to different ones is one. Alternation between the homes of
        shared care is none.

    Describes what happened to a child. Not a measure of any carer, and not a
    forecast; a change can be to safety.

    Source: NSCAW caregiver instability, Casanueva et al. 2014, Child Abuse &
    Neglect 38:498-509; see the doubts of :class:`CarerChangeRule`.

    >>> home = Stay("1", date(2024, 1, 1), date(2024, 3, 1), "parent_home", None, "A")
    >>> foster = Stay("2", date(2024, 3, 1), None, "foster", "r1", "B")
    >>> carer_changes([home, foster], date(2024, 1, 1), date(2024, 3, 9)).by_window
    mappingproxy({(0, 6): 1})
    """
    rule = rule or CarerChangeRule()
    counted = [s for s in stays if s.kind not in rule.not_carers and s.started_on < until]
    runs = _runs(counted, until, rule)
    changes = tuple(
        CarerChange(
            day=after.stays[0].started_on,
            age_months=completed_months(born, max(after.stays[0].started_on, born)),
            before=before.stays[-1],
            after=after.stays[0],
        )
        for before, after in pairwise(runs)
    )
    reached = completed_months(born, until) if until >= born else -1
    counts = {
        (first, last): sum(first <= change.age_months <= last for change in changes)
        for first, last in rule.windows
        if first <= reached
    }
    return CarerChanges(changes, MappingProxyType(counts))


def placement_moves(stays: Iterable[Stay], until: date) -> int:
    """Moves between placements within one removal.

    Args:
        stays: the stays of one removal.
        until: the last day of knowledge, not included.

    Returns:
        0 or more. The first placement is no move; hospital, respite, camp,
        running away and a trial visit home are none, nor is the way back to the
        same home; a foster home that becomes the adoptive home is none.

    Counts rows of a file, not partings: read it with :func:`carer_changes`.

    Source: CFSR Round 4 data dictionary and one state's operation of it; the
    algorithm is our own, as the 2020 file has no count.

    >>> a = Stay("1", date(2024, 4, 1), date(2024, 5, 1), "foster", "r", "A")
    >>> b = Stay("2", date(2024, 5, 1), None, "kin", "r", "B")
    >>> placement_moves([a, b], date(2024, 9, 30))
    1
    """
    rule = CarerChangeRule(at_least_days=0, not_carers=NOT_PLACEMENTS)
    counted = [s for s in stays if s.kind not in NOT_PLACEMENTS and s.started_on < until]
    return max(len(_runs(counted, until, rule)) - 1, 0)


def moves_by_removal(stays: Iterable[Stay], until: date) -> dict[str, int]:
    """:func:`placement_moves` of each removal of one child, by removal id."""
    by_removal: dict[str, list[Stay]] = {}
    for stay in stays:
        if stay.removal_id is not None:
            by_removal.setdefault(stay.removal_id, []).append(stay)
    return {removal: placement_moves(found, until) for removal, found in by_removal.items()}


def _runs(stays: Iterable[Stay], until: date, rule: CarerChangeRule) -> list[_Run]:
    """Stays with the same carers joined, short ones dropped, then joined again."""
    ordered = sorted(stays, key=lambda stay: (stay.started_on, stay.stay_id))
    runs = _join([_Run((stay,)) for stay in ordered], rule)
    return _join([run for run in runs if run.days(until) >= rule.at_least_days], rule)


def _join(runs: Sequence[_Run], rule: CarerChangeRule) -> list[_Run]:
    joined: list[_Run] = []
    for place, run in enumerate(runs):
        if joined and (
            _same_carers(joined[-1], run, rule) or _alternates(joined[-1], runs[place:], rule)
        ):
            joined[-1] = _Run(joined[-1].stays + run.stays)
        else:
            joined.append(run)
    return joined


def _same_carers(one: _Run, other: _Run, rule: CarerChangeRule) -> bool:
    if one.carers and other.carers:
        return bool(one.carers & other.carers)
    if one.homes and other.homes:
        return bool(one.homes & other.homes)
    named = one.carers | one.homes | other.carers | other.homes
    return not named and not rule.unnamed_differ


def _alternates(current: _Run, coming: Sequence[_Run], rule: CarerChangeRule) -> bool:
    """Whether a shared stay belongs to the shared care already going on.

    It does when the child returns from it to a home of that care, when both
    hold at once, or when it is the first other home of it.
    """
    first = coming[0]
    if not (all(s.shared for s in current.stays) and all(s.shared for s in first.stays)):
        return False
    one_home_so_far = len({(s.home_id, s.carer_ids) for s in current.stays}) == 1
    if one_home_so_far or _at_once(current, first):
        return True
    for run in coming[1:]:
        if not all(stay.shared for stay in run.stays):
            return False
        if _same_carers(current, run, rule):
            return True
    return False


def _at_once(one: _Run, other: _Run) -> bool:
    start = other.stays[0].started_on
    return any(s.ended_on is None or start < s.ended_on for s in one.stays)
