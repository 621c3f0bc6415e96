"""What a plan does to the pairs of child and adult: kept, changed, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from basehaven.core.periods import completed_months
from basehaven.core.room.ratio import latest_birth
from basehaven.core.room.rules import MainAdultLimit, main_adult_limits
from basehaven.core.room.week import Pair, Rota, RotaChild, Week


class Rank(StrEnum):
    """Which of the two adults of a child."""

    MAIN = "main"
    BACKUP = "backup"


class Became(StrEnum):
    """What the plan makes of one place beside a child."""

    KEPT = "kept"  # the same adult as today
    NEW = "new"  # nobody was named, now somebody is
    CHANGED = "changed"  # somebody else is named
    NOBODY = "nobody"  # nobody could be named


class Why(StrEnum):
    """Why today's adult could not stay in the place. Empty when kept, or when none was named."""

    NONE = ""
    GONE = "gone"  # is not among the week's adults
    OTHER_ROOM = "other_room"  # may not work in the child's room
    APART = "apart"  # is kept apart from the child
    LIMIT = "limit"  # is main adult of as many children as a rule allows
    RANK = "rank"  # stays beside the child, in the other place
    OTHER = "other"  # so that more children keep theirs, or have somebody at all


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """One place beside a child, before and after.

    Attributes:
        before: today's adult, or empty.
        after: the plan's, or empty.
        stays_as: the other rank, if today's adult stays beside the child in it.
    """

    child_id: str
    rank: Rank
    before: str
    after: str
    became: Became
    why: Why = Why.NONE
    stays_as: Rank | None = None


def pair_changes(week: Week, rota: Rota) -> tuple[PlaceChange, ...]:
    """Both places of every child, in the week's order: kept, new, changed, or nobody.

    Args:
        week: today's pairs and the rules.
        rota: the plan's pairs.

    Returns:
        Two for each child, main before backup. Every change of an adult has a
        reason: keeping comes first in a plan, so there always is one.
    """
    pairs = rota.pair_of()
    full = _full(week, rota)
    found: list[PlaceChange] = []
    for child in week.children:
        pair = pairs.get(child.child_id, Pair(child.child_id))
        found += [_place(week, child, pair, rank, full) for rank in Rank]
    return tuple(found)


def _place(
    week: Week, child: RotaChild, pair: Pair, rank: Rank, full: frozenset[str]
) -> PlaceChange:
    before, other = (child.main, pair.backup) if rank is Rank.MAIN else (child.backup, pair.main)
    after = pair.main if rank is Rank.MAIN else pair.backup
    if before and before == after:
        return PlaceChange(child.child_id, rank, before, after, Became.KEPT)
    became = Became.NOBODY if not after else Became.CHANGED if before else Became.NEW
    why = _why(week, child, rank, before, other, full) if before else Why.NONE
    there = {Rank.MAIN: Rank.BACKUP, Rank.BACKUP: Rank.MAIN}[rank] if before == other else None
    return PlaceChange(child.child_id, rank, before, after, became, why, there if before else None)


def _why(
    week: Week, child: RotaChild, rank: Rank, before: str, other: str, full: frozenset[str]
) -> Why:
    adult = next((a for a in week.adults if a.adult_id == before), None)
    if adult is None:
        return Why.GONE
    if before in child.kept_apart:
        return Why.APART
    if child.room_id not in adult.rooms:
        return Why.OTHER_ROOM
    if rank is Rank.MAIN and before in full:
        return Why.LIMIT
    return Why.RANK if before == other else Why.OTHER


def _full(week: Week, rota: Rota) -> frozenset[str]:
    """Adults who are the main adult of as many children as some rule allows."""
    found: set[str] = set()
    children = {child.child_id: child for child in week.children}
    for limit in limits_of(week):
        counts = Counter(
            pair.main
            for pair in rota.pairs
            if pair.main and under(limit, children[pair.child_id], week)
        )
        found |= {adult for adult, count in counts.items() if count >= limit.children}
    return frozenset(found)


def limits_of(week: Week) -> tuple[MainAdultLimit, ...]:
    """The limits of children for one main adult in force in the week."""
    return main_adult_limits(rule for rule in week.rules.rules if rule.holds_on(week.monday))


def under(limit: MainAdultLimit, child: RotaChild, week: Week) -> bool:
    """Whether a child counts against a limit: under its age on the Monday, or age unknown."""
    born = latest_birth(child.as_room_child, week.rules.ratio)
    if born is None or born >= week.monday:
        return True
    return completed_months(born, week.monday) < limit.under_months


def count_kept(changes: Iterable[PlaceChange], rank: Rank) -> int:
    """How many places of a rank are kept."""
    return sum(change.rank is rank and change.became is Became.KEPT for change in changes)
