"""A week's rota as values: what is asked for, and what a plan answers.

Times are minutes after midnight in quarter hours, half-open; a day is a date, so
that birthdays within the week count. Ids are opaque strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from basehaven.core.room.ratio import RoomChild
from basehaven.core.room.rules import RatioSettings, RuleSet

QUARTER = 15
"""Minutes in the unit that everything is planned in."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A time on a day: minutes after midnight, ``start`` counts and ``end`` does not."""

    day: date
    start: int
    end: int

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.start

    def holds(self, day: date, minute: int) -> bool:
        """Whether a minute of a day lies in it."""
        return self.day == day and self.start <= minute < self.end

    def quarters(self) -> range:
        """The start of each quarter hour in it.

        >>> list(Span(date(2026, 3, 2), 480, 510).quarters())
        [480, 495]
        """
        return range(self.start, self.end, QUARTER)


@dataclass(frozen=True, slots=True)
class ChildStay:
    """When and where a child is planned to be."""

    room_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class RotaChild:
    """A child of the week.

    Attributes:
        room_id: the child's own room: a main or backup adult works there.
        stays: the child's hours.
        main: today's main adult, or empty.
        backup: today's backup adult, or empty.
        main_since: since when, where known: the longest-standing pairs are kept first.
        backup_since: likewise.
        kept_apart: adults who are never in a room with this child.
    """

    child_id: str
    room_id: str
    born_on: date | None
    precision: str = "day"
    stays: tuple[ChildStay, ...] = ()
    main: str = ""
    backup: str = ""
    main_since: date | None = None
    backup_since: date | None = None
    kept_apart: frozenset[str] = frozenset()

    @property
    def as_room_child(self) -> RoomChild:
        """What a ratio needs to know of the child."""
        return RoomChild(self.child_id, self.born_on, self.precision)


@dataclass(frozen=True, slots=True)
class RotaAdult:
    """An adult of the week, with the contract. Everybody here counts towards ratios.

    Attributes:
        rooms: rooms the adult may work in, the usual one first.
        week_minutes: work in a week, at most.
        day_minutes: work on a day, at most.
        least_week_minutes: work in a week, at least.
        days: days a week, at most.
        shortest_minutes: no shift with less work than this.
        can_work: times within which shifts lie. A day without one is a day off.
        away: leave, and whatever else takes the adult away: no shift touches it.
        wishes: times within which the adult would like to work; kept where it costs
            no child anything. A day without one: no wish.
    """

    adult_id: str
    rooms: tuple[str, ...]
    week_minutes: int
    day_minutes: int
    can_work: tuple[Span, ...]
    least_week_minutes: int = 0
    days: int = 7
    shortest_minutes: int = 180
    away: tuple[Span, ...] = ()
    wishes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class RotaWeights:
    """What weighs how much once pairs and cover are settled. Ours, without a source.

    Attributes:
        main: a child's quarter hour with the main adult, not only the backup.
        evenness: up to so much more for a child who has less cover than others.
        wish: a quarter hour outside a wish.
        near_today: a quarter hour by which a shift begins or ends otherwise than today.
        day_swapped: a day that is worked today and free in the plan, or the reverse.
        early_or_late: an early or late shift, times how many the adult has already.
        room_change: a change of room within a day.
        other_room: a quarter hour outside the usual room.
        contract: a quarter hour of the contract that the plan leaves free.
    """

    main: int = 1
    evenness: int = 4
    wish: int = 2
    near_today: int = 1
    day_swapped: int = 8
    early_or_late: int = 3
    room_change: int = 4
    other_room: int = 1
    contract: int = 1


@dataclass(frozen=True, slots=True)
class RotaRules:
    """What every plan keeps to. Numbers and doubts: knowledge entry ``rota-settings``.

    Attributes:
        rules: ratios, groups and main adults; those in force on a day count.
        ratio: how they are read.
        break_minutes: one break, in every shift with more work than the longest stretch.
        longest_stretch_minutes: no more in one go, before the break and after it.
        break_from_ends_minutes: so far, at least, from both ends of the shift.
        breaks_count_as_work: towards hours a day and a week.
        main_most_new: a new main adult has no more children than this.
        backup_most_new: nor a new backup adult.
        weights: what weighs how much once pairs and cover are settled.
    """

    rules: tuple[RuleSet, ...]
    ratio: RatioSettings = field(default_factory=RatioSettings)
    break_minutes: int = 30
    longest_stretch_minutes: int = 300
    break_from_ends_minutes: int = 60
    breaks_count_as_work: bool = False
    main_most_new: int = 8
    backup_most_new: int = 8
    weights: RotaWeights = field(default_factory=RotaWeights)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a shift in one room; ``room_id`` empty: the break."""

    room_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shift:
    """An adult's day: pieces in order, without a hole between them."""

    adult_id: str
    day: date
    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        """When it begins, minutes after midnight."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """When it ends."""
        return self.pieces[-1].end

    def room_at(self, minute: int) -> str | None:
        """The room at a minute; empty on a break, None outside the shift."""
        return next((p.room_id for p in self.pieces if p.start <= minute < p.end), None)

    def work_minutes(self, *, with_breaks: bool) -> int:
        """How much of it is work."""
        return sum(p.end - p.start for p in self.pieces if p.room_id or with_breaks)


@dataclass(frozen=True, slots=True)
class Pair:
    """A child's main and backup adult; empty where nobody could be named."""

    child_id: str
    main: str = ""
    backup: str = ""


@dataclass(frozen=True, slots=True)
class Rota:
    """Who works when, and who is whose main and backup adult."""

    shifts: tuple[Shift, ...]
    pairs: tuple[Pair, ...]

    def pair_of(self) -> Mapping[str, Pair]:
        """Each child's pair."""
        return {pair.child_id: pair for pair in self.pairs}


@dataclass(frozen=True, slots=True)
class Week:
    """Everything a plan is made from.

    Attributes:
        monday: the first day of the week.
        opening: when the centre is open; a day without one is closed.
        rooms: room ids, in the order they are shown.
        today: the rota as it is now, to be shown beside the plan and kept near;
            empty if there is none.
    """

    monday: date
    opening: tuple[Span, ...]
    rooms: tuple[str, ...]
    adults: tuple[RotaAdult, ...]
    children: tuple[RotaChild, ...]
    rules: RotaRules
    today: tuple[Shift, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which the centre is open."""
        return tuple(sorted({span.day for span in self.opening}))

    def today_rota(self) -> Rota:
        """The rota as it is, with the pairs as they are."""
        pairs = tuple(Pair(c.child_id, c.main, c.backup) for c in self.children)
        return Rota(self.today, pairs)


def week_of(day: date) -> date:
    """The Monday of a day's week.

    >>> week_of(date(2026, 3, 5))
    datetime.date(2026, 3, 2)
    """
    return day - timedelta(days=day.weekday())


def room_by_quarter(shifts: Iterable[Shift]) -> dict[tuple[str, date, int], str]:
    """The room of each adult in each quarter hour at work; breaks are left out.

    >>> room_by_quarter([Shift("ana", date(2026, 3, 2), (Piece("otters", 480, 495),))])
    {('ana', datetime.date(2026, 3, 2), 480): 'otters'}
    """
    return {
        (shift.adult_id, shift.day, minute): piece.room_id
        for shift in shifts
        for piece in shift.pieces
        if piece.room_id
        for minute in range(piece.start, piece.end, QUARTER)
    }
