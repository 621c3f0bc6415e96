"""A week in numbers: adults, rooms and days by index, time in quarter hours from opening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from basehaven.core.room.demand import Demand
from basehaven.core.room.lack import barred, may_be_there
from basehaven.core.room.week import QUARTER, Pair, Piece, RotaAdult, Shift, Week

BREAK = -1
"""In the place of a room: the adult is on a break."""

Cell = tuple[int, int, int]
"""Room, day and quarter hour."""


@dataclass(frozen=True, slots=True)
class Day:
    """One adult's shift on one day, in quarter hours from opening.

    Attributes:
        start: the first quarter hour.
        work: how many are work, without the break.
        rest: the first quarter hour of the break, or None.
        rooms: the room in each quarter hour from ``start``, ``BREAK`` on the break.
    """

    start: int
    work: int
    rest: int | None
    rooms: tuple[int, ...]

    @property
    def end(self) -> int:
        """The first quarter hour after it."""
        return self.start + len(self.rooms)

    def room_at(self, slot: int) -> int | None:
        """The room, ``BREAK``, or None outside the shift."""
        return self.rooms[slot - self.start] if self.start <= slot < self.end else None


@dataclass(frozen=True, slots=True)
class Terms:
    """A contract in quarter hours a week, and days."""

    most: int
    least: int
    days: int


Days = dict[tuple[int, int], Day]
"""The shifts of a plan by adult and day; whoever is off is not in it."""


@dataclass(frozen=True)
class Grid:
    """A week and its demand, ready to be searched."""

    week: Week
    demand: Demand
    first: tuple[int, ...] = field(init=False)
    slots: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Set where each day begins and how long it is."""
        spans = [[s for s in self.week.opening if s.day == day] for day in self.week.days]
        first = tuple(min(span.start for span in day) for day in spans)
        last = (max(span.end for span in day) for day in spans)
        object.__setattr__(self, "first", first)
        lengths = ((end - start) // QUARTER for start, end in zip(first, last, strict=True))
        object.__setattr__(self, "slots", tuple(lengths))

    @property
    def adults(self) -> tuple[RotaAdult, ...]:
        """As in the week."""
        return self.week.adults

    @cached_property
    def room_index(self) -> dict[str, int]:
        """Where each room stands."""
        return {room: n for n, room in enumerate(self.week.rooms)}

    @cached_property
    def adult_index(self) -> dict[str, int]:
        """Where each adult stands."""
        return {adult.adult_id: n for n, adult in enumerate(self.week.adults)}

    @cached_property
    def rooms_of(self) -> tuple[tuple[int, ...], ...]:
        """The rooms of each adult, the usual one first."""
        return tuple(
            tuple(self.room_index[r] for r in a.rooms if r in self.room_index) for a in self.adults
        )

    @cached_property
    def need(self) -> dict[Cell, int]:
        """Adults needed, wherever children are."""
        day = {day: n for n, day in enumerate(self.week.days)}
        return {
            (self.room_index[room], day[on], (minute - self.first[day[on]]) // QUARTER): count
            for (room, on, minute), count in self.demand.needed.items()
        }

    @cached_property
    def children_at(self) -> dict[Cell, tuple[int, ...]]:
        """Children by their place in the week, wherever they are."""
        day = {day: n for n, day in enumerate(self.week.days)}
        found: dict[Cell, list[int]] = {}
        for number, child in enumerate(self.week.children):
            for stay in child.stays:
                d, r = day[stay.span.day], self.room_index[stay.room_id]
                for minute in stay.span.quarters():
                    slot = (minute - self.first[d]) // QUARTER
                    found.setdefault((r, d, slot), []).append(number)
        return {cell: tuple(children) for cell, children in found.items()}

    @cached_property
    def barred(self) -> frozenset[tuple[int, Cell]]:
        """Adult and cell, where somebody they are kept apart from is."""
        day = {day: n for n, day in enumerate(self.week.days)}
        return frozenset(
            (
                self.adult_index[adult],
                (self.room_index[room], day[on], (minute - self.first[day[on]]) // QUARTER),
            )
            for adult, (room, on, minute) in barred(self.week)
            if adult in self.adult_index
        )

    @cached_property
    def can(self) -> dict[tuple[int, int], tuple[bool, ...]]:
        """For each adult and day: in which quarter hours they can be at work."""
        return {
            (a, d): tuple(
                may_be_there(adult, self.week, day, self.first[d] + slot * QUARTER)
                for slot in range(self.slots[d])
            )
            for a, adult in enumerate(self.adults)
            for d, day in enumerate(self.week.days)
        }

    @property
    def break_slots(self) -> int:
        """How long a break is."""
        return -(-self.week.rules.break_minutes // QUARTER)

    @property
    def longest(self) -> int:
        """The longest stretch without a break."""
        return self.week.rules.longest_stretch_minutes // QUARTER

    @property
    def from_ends(self) -> int:
        """How far a break lies from the ends of a shift."""
        return max(1, -(-self.week.rules.break_from_ends_minutes // QUARTER))

    def has_break(self, work: int) -> bool:
        """Whether so much work in a day has a break in it."""
        return work > self.longest

    def paid(self, work: int) -> int:
        """Quarter hours that count towards the contract."""
        counts = self.week.rules.breaks_count_as_work and self.has_break(work)
        return work + self.break_slots * counts

    def lengths(self, adult: int) -> range:
        """The work, in quarter hours, that a shift of this adult may hold."""
        a = self.adults[adult]
        least = -(-a.shortest_minutes // QUARTER)
        most = a.day_minutes // QUARTER
        fits = [n for n in range(1, most + 1) if least <= self.paid(n) <= most and self._rests(n)]
        return range(fits[0], fits[-1] + 1) if fits else range(0)

    def _rests(self, work: int) -> bool:
        if not self.has_break(work):
            return True
        earliest = max(self.from_ends, work - self.longest)
        return self.break_slots > 0 and earliest <= min(self.longest, work - self.from_ends)

    def terms(self, adult: int) -> Terms:
        """What the contract of an adult says for the week."""
        a = self.adults[adult]
        return Terms(a.week_minutes // QUARTER, -(-a.least_week_minutes // QUARTER), a.days)

    def span(self, work: int) -> int:
        """How long a shift is, with its break."""
        return work + self.break_slots * self.has_break(work)

    def open_days(self, adult: int) -> list[int]:
        """Days on which the adult's shortest shift fits at all."""
        lengths = self.lengths(adult)
        if not lengths:
            return []
        found = []
        for day in range(len(self.slots)):
            free = longest = 0
            for can in self.can[adult, day]:
                free = free + 1 if can else 0
                longest = max(longest, free)
            if longest >= self.span(lengths[0]):
                found.append(day)
        return found

    def groups(self, pairs: Mapping[str, Pair]) -> dict[Cell, dict[tuple[int, int], list[int]]]:
        """The children in each cell by their main and backup adult; -1 for nobody."""
        index = self.adult_index
        who = [
            (index.get(pairs[c.child_id].main, -1), index.get(pairs[c.child_id].backup, -1))
            for c in self.week.children
        ]
        found: dict[Cell, dict[tuple[int, int], list[int]]] = {}
        for cell, children in self.children_at.items():
            here = found.setdefault(cell, {})
            for child in children:
                here.setdefault(who[child], []).append(child)
        return found

    def shift(self, adult: int, day: int, plan: Day) -> Shift:
        """A planned day as a shift with its times."""
        pieces: list[Piece] = []
        for offset, room in enumerate(plan.rooms):
            minute = self.first[day] + (plan.start + offset) * QUARTER
            name = "" if room == BREAK else self.week.rooms[room]
            if pieces and pieces[-1].room_id == name:
                pieces[-1] = Piece(name, pieces[-1].start, minute + QUARTER)
            else:
                pieces.append(Piece(name, minute, minute + QUARTER))
        return Shift(self.adults[adult].adult_id, self.week.days[day], tuple(pieces))

    def shifts(self, days: Days) -> tuple[Shift, ...]:
        """All planned days as shifts, by day and adult."""
        ordered = sorted(days.items(), key=lambda item: (item[0][1], item[0][0]))
        return tuple(self.shift(adult, day, plan) for (adult, day), plan in ordered)
