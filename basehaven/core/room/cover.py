"""How much of each child's week has the main or the backup adult in the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from basehaven.core.room.week import QUARTER, Pair, Rota, RotaChild, Span, Week, room_by_quarter


@dataclass(frozen=True, slots=True)
class Cover:
    """One child's week in minutes. It describes the rota, never the child or an adult.

    Attributes:
        minutes: the child's planned time.
        main: with the main adult in the same room.
        either: with main or backup, or both.
    """

    child_id: str
    minutes: int
    main: int
    either: int


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A time in which neither the main nor the backup adult is with a child."""

    child_id: str
    room_id: str
    day: date
    start: int
    end: int


def cover_of(week: Week, rota: Rota) -> tuple[Cover, ...]:
    """The cover of every child, in the week's order.

    Args:
        week: the children and their hours.
        rota: who works when, and the pairs.

    Returns:
        One :class:`Cover` for each child; ``main <= either <= minutes``.

    Must not be read as how well somebody looks after a child, nor be added up by
    adult: it says when they were planned to be in one room.

    Source: our own; the primary care of practice.md section 3 as hours.
    """
    where = room_by_quarter(rota.shifts)
    pairs = rota.pair_of()
    found = []
    for child in week.children:
        pair = pairs.get(child.child_id, Pair(child.child_id))
        minutes = main = either = 0
        for stay in child.stays:
            for minute in stay.span.quarters():
                at = (stay.span.day, minute)
                with_main = where.get((pair.main, *at)) == stay.room_id
                with_backup = where.get((pair.backup, *at)) == stay.room_id
                minutes += QUARTER
                main += QUARTER * with_main
                either += QUARTER * (with_main or with_backup)
        found.append(Cover(child.child_id, minutes, main, either))
    return tuple(found)


def uncovered(week: Week, rota: Rota) -> tuple[Uncovered, ...]:
    """When each child is without both, neighbouring quarter hours joined.

    The director's list of gaps: "from 12:10 nobody in the room is a main adult
    for two of your children", for a whole week.
    """
    where = room_by_quarter(rota.shifts)
    pairs = rota.pair_of()
    found: list[Uncovered] = []
    for child in week.children:
        pair = pairs.get(child.child_id, Pair(child.child_id))
        found += _without(child, pair, where)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class WishMissed:
    """A day on which a shift lies outside an adult's wish, and by how much."""

    adult_id: str
    day: date
    minutes: int


def wishes_missed(week: Week, rota: Rota) -> tuple[WishMissed, ...]:
    """Where the plan could not follow a wish: to be talked about, never added up by adult."""
    wishes: dict[tuple[str, date], list[Span]] = {}
    for adult in week.adults:
        for wish in adult.wishes:
            wishes.setdefault((adult.adult_id, wish.day), []).append(wish)
    found = []
    for shift in rota.shifts:
        mine = wishes.get((shift.adult_id, shift.day))
        if mine is None:
            continue
        times = range(shift.start, shift.end, QUARTER)
        outside = [m for m in times if not any(wish.holds(shift.day, m) for wish in mine)]
        if outside:
            found.append(WishMissed(shift.adult_id, shift.day, QUARTER * len(outside)))
    return tuple(found)


def _without(
    child: RotaChild, pair: Pair, where: dict[tuple[str, date, int], str]
) -> list[Uncovered]:
    found: list[Uncovered] = []
    for stay in child.stays:
        opened: int | None = None
        for minute in (*stay.span.quarters(), stay.span.end):
            at = (stay.span.day, minute)
            inside = minute < stay.span.end
            alone = inside and stay.room_id not in (
                where.get((pair.main, *at)),
                where.get((pair.backup, *at)),
            )
            if alone and opened is None:
                opened = minute
            if not alone and opened is not None:
                gap = (child.child_id, stay.room_id, stay.span.day, opened, minute)
                found.append(Uncovered(*gap))
                opened = None
    return found
