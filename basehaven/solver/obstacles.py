"""Why no plan was found: what the nearest one lacks, and a smallest set of rules in conflict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from basehaven.core.room.demand import demand_of
from basehaven.core.room.week import QUARTER, ChildStay, RotaAdult, Week
from basehaven.solver.effort import Effort
from basehaven.solver.grid import Grid
from basehaven.solver.outcome import Conflict, Family, Missing, Obstacles
from basehaven.solver.part import Ask, Budget, Part
from basehaven.solver.search import Search

PROOF = 3.0  # deterministic time for one question, at most
ALWAYS = 24 * 60


def nearest(search: Search, conflict: Conflict | None) -> Obstacles:
    """What the best plan so far still lacks, in words' reach: room, time, how many, whose rule."""
    grid = search.grid
    found: list[Missing] = []
    for (room, day, slot), short in search.short().items():
        start = grid.first[day] + slot * QUARTER
        place = (grid.week.rooms[room], grid.week.days[day], start)
        ratio = grid.demand.ratios[place]
        one = Missing(*place, start + QUARTER, ratio.needed, short, ratio.children, ratio.needed_by)
        last = found[-1] if found else None
        if (
            last is not None
            and replace(last, start=start, end=one.end) == one
            and (last.end == start)
        ):
            found[-1] = replace(last, end=one.end)
        else:
            found.append(one)
    return Obstacles(
        conflict=conflict, nearest=tuple(found), below_least=tuple(search.below_least())
    )


@dataclass(frozen=True, slots=True)
class _Question:
    """Whether anything fits, with some rooms' ratios and some families of rules."""

    week: Week
    effort: Effort
    seed: int

    def answer(self, rooms: tuple[str, ...], families: tuple[Family, ...]) -> bool | None:
        """True: something fits. False: proved that nothing does. None: not told in the time."""
        if self.effort.seconds_left() <= 0:
            self.effort.cut = True
            return None
        week = _lifted(self.week, [f for f in Family if f not in families], rooms)
        grid = Grid(week, demand_of(week))
        free = {
            (a, d): list(grid.lengths(a))
            for a in range(len(grid.adults))
            for d in grid.open_days(a)
        }
        budgets = {
            a: Budget(terms.most, terms.least, terms.days)
            for a in range(len(grid.adults))
            for terms in [grid.terms(a)]
        }
        part = Part(grid, {}, {}, Ask(free, budgets, strict=True))
        found = part.solve(PROOF, self.effort.seconds_left(), self.seed)
        self.effort.spent += found.effort
        self.effort.cut |= found.cut
        return False if found.impossible else None if found.days is None else True


def smallest_conflict(search: Search) -> tuple[Conflict | None, bool]:
    """A set of rules that cannot all hold, none of which can be left out of it.

    Args:
        search: after repairs, with adults still missing.

    Returns:
        The conflict and True if it is proved that nothing fits; None and False if
        the effort did not suffice to tell.

    Without any one rule of the set the others could hold, if it says so.
    """
    week = search.grid.week
    short: dict[date, int] = {}
    for (_, number, _), missing in search.short().items():
        short[week.days[number]] = short.get(week.days[number], 0) + missing
    worst_first = sorted(short.items(), key=lambda item: (-item[1], item[0]))
    for day in [*(day for day, _ in worst_first), None]:
        asked = _only(week, day) if day is not None else week
        question = _Question(asked, search.effort, search.seed)
        families = tuple(f for f in Family if day is None or f is not Family.CONTRACTS)
        if question.answer(week.rooms, families) is False:
            return _shrunk(question, day, week.rooms, families), True
    return None, False


def _shrunk(
    question: _Question, day: date | None, rooms: tuple[str, ...], families: tuple[Family, ...]
) -> Conflict:
    """Leave out whatever is not needed for the proof, one after another."""
    told = True
    for room in rooms:
        fewer = tuple(r for r in rooms if r != room)
        answer = question.answer(fewer, families) if fewer else True
        rooms = fewer if answer is False else rooms
        told = told and answer is not None
    for family in families:
        less = tuple(f for f in families if f is not family)
        answer = question.answer(rooms, less)
        families = less if answer is False else families
        told = told and answer is not None
    return Conflict(day, rooms, families, told)


def _only(week: Week, day: date) -> Week:
    """One day of a week. What happens on the others cannot help it, so its proof holds."""
    children = tuple(
        replace(child, stays=tuple(stay for stay in child.stays if stay.span.day == day))
        for child in week.children
    )
    adults = tuple(replace(adult, least_week_minutes=0) for adult in week.adults)
    opening = tuple(span for span in week.opening if span.day == day)
    return replace(week, opening=opening, children=children, adults=adults)


Lift = Callable[[Week, RotaAdult], RotaAdult]
LIFTS: Mapping[Family, Lift] = {
    Family.SHORTEST: lambda week, adult: replace(adult, shortest_minutes=QUARTER),
    Family.DAY_HOURS: lambda week, adult: replace(adult, day_minutes=ALWAYS),
    Family.ROOMS: lambda week, adult: replace(adult, rooms=week.rooms),
    Family.ABSENCE: lambda week, adult: replace(adult, can_work=week.opening, away=()),
    Family.CONTRACTS: lambda week, adult: replace(
        adult, week_minutes=7 * ALWAYS, least_week_minutes=0, days=7
    ),
}


def _lifted(week: Week, families: list[Family], rooms: tuple[str, ...]) -> Week:
    """A week without some families of rules, and without the children of other rooms."""
    for family in families:
        if family is Family.BREAKS:
            week = replace(week, rules=replace(week.rules, longest_stretch_minutes=ALWAYS))
        else:
            lift = LIFTS[family]
            week = replace(week, adults=tuple(lift(week, adult) for adult in week.adults))
    children = tuple(replace(c, stays=_in(c.stays, rooms)) for c in week.children)
    return replace(week, children=children)


def _in(stays: tuple[ChildStay, ...], rooms: tuple[str, ...]) -> tuple[ChildStay, ...]:
    return tuple(stay for stay in stays if stay.room_id in rooms)
