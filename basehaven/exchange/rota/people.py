"""The adults and children of a rota file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from basehaven.core.room.week import ChildStay, Piece, RotaAdult, RotaChild, Shift, Span
from basehaven.exchange.rota.fields import Fields
from basehaven.exchange.rota.times import (
    absences,
    day_spans,
    days_in,
    from_until,
    hours_as_minutes,
)

ADULT = (
    "id name rooms hours_per_week hours_per_day at_least_hours_per_week days_per_week "
    "shortest_shift days_off times leave wishes today"
)
CHILD = "id name room born_on born_precision hours main main_since backup backup_since kept_apart"
PRECISIONS = ["day", "month", "year", "estimated"]


@dataclass(slots=True)
class Centre:
    """What every row is read against.

    Attributes:
        monday: the first day of the week.
        opening: when it is open.
        shortest: minutes of the shortest shift, where an adult has none of their own.
        rooms: ids read so far.
        names: how to call each room, adult and child read so far.
    """

    monday: date
    opening: tuple[Span, ...]
    shortest: int
    rooms: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def named(self, row: Fields) -> str:
        """The id of a room, adult or child, which no other may have."""
        own = row.text("id")
        if own in self.names:
            raise row.refuse("id", f"is '{own}', and so is another's. Give each its own.")
        self.names[own] = row.text("name", own)
        return own

    def refuse_unknown_rooms(self, row: Fields, name: str, used: Iterable[str]) -> None:
        """Every room named must be there."""
        for one in used:
            if one not in self.rooms:
                few = ", ".join(self.rooms[:12]) or "none yet"
                raise row.refuse(name, f"names '{one}', which is no room. There are: {few}.")


def read_adult(row: Fields, centre: Centre) -> RotaAdult:
    """One row of ``adults``."""
    own = centre.named(row)
    rooms = row.names("rooms")
    if not rooms:
        raise row.refuse("rooms", "is missing. Name the rooms they may work in, the usual first.")
    centre.refuse_unknown_rooms(row, "rooms", rooms)
    off = [d for t in row.names("days_off") for d in days_in(row, "days_off", t, centre.monday)]
    can = day_spans(row, "times", centre.monday) if row.has("times") else centre.opening
    day, week, least, shortest = _contract(row, centre)
    return RotaAdult(
        own,
        tuple(dict.fromkeys(rooms)),
        week_minutes=week,
        day_minutes=day,
        can_work=tuple(span for span in can if span.day not in off),
        least_week_minutes=least,
        days=row.whole("days_per_week", 7, 1, 7),
        shortest_minutes=shortest,
        away=absences(row, "leave", centre.monday),
        wishes=day_spans(row, "wishes", centre.monday),
    )


def _contract(row: Fields, centre: Centre) -> tuple[int, int, int, int]:
    """Minutes a day, a week, at least a week, and of the shortest shift."""
    day = row.number("hours_per_day", None, 0.25, 24)
    week = row.number("hours_per_week", None, 0.25, 168)
    least = row.number("at_least_hours_per_week", 0, 0, 168)
    shortest = row.number("shortest_shift", centre.shortest / 60, 0.25, 24)
    if least > week:
        raise row.refuse(
            "at_least_hours_per_week", f"is {least:g}, more than hours_per_week. Lower it."
        )
    if shortest > day:
        raise row.refuse(
            "shortest_shift" if row.has("shortest_shift") else "hours_per_day",
            f"lets no shift be: the shortest has {shortest:g} hours, a day at most {day:g}. Write "
            "a shortest_shift that fits.",
        )
    return (
        hours_as_minutes(day),
        hours_as_minutes(week),
        hours_as_minutes(least),
        hours_as_minutes(shortest),
    )


def read_today(row: Fields, adult: RotaAdult, centre: Centre) -> list[Shift]:
    """Shifts as they are now: ``mon: 07:00-15:30 otters``, or a list with rooms and breaks."""
    found = []
    for days, value in row.mapping("today").items():
        name = f"today, {days}"
        pieces = []
        for part in value if isinstance(value, list) else [value]:
            times, room = _split(row, name, part)
            start, end = from_until(row, name, times)
            if room and room != "break":
                centre.refuse_unknown_rooms(row, name, [room])
            place = "" if room == "break" else room or adult.rooms[0]
            pieces.append(Piece(place, start, end))
        if any(one.end != other.start for one, other in pairwise(pieces)):
            raise row.refuse(
                name, "has a hole or an overlap. Let each part begin where the last ends."
            )
        whole = tuple(pieces)
        found += [
            Shift(adult.adult_id, day, whole) for day in days_in(row, name, days, centre.monday)
        ]
    days_seen = [shift.day for shift in found]
    if len(set(days_seen)) < len(days_seen):
        raise row.refuse("today", "has two shifts on one day. Write one, with its parts as a list.")
    return found


def _split(row: Fields, name: str, part: object) -> tuple[str, str]:
    """Times, and the word after them if there is one."""
    words = part.split() if isinstance(part, str) else []
    if not 1 <= len(words) <= 2:
        raise row.refuse(
            name, f"holds '{part}'. Write times, and a room if it is another: 07:00-15:30 otters."
        )
    return words[0], words[1] if len(words) > 1 else ""


def read_child(row: Fields, centre: Centre) -> RotaChild:
    """One row of ``children``."""
    own = centre.named(row)
    room = row.text("room")
    centre.refuse_unknown_rooms(row, "room", [room])
    stays = _stays(row, room, centre)
    main, backup = row.text("main", ""), row.text("backup", "")
    if main and main == backup:
        raise row.refuse("backup", f"is '{backup}', the main adult too. Name somebody else.")
    return RotaChild(
        own,
        room,
        row.day("born_on"),
        row.choice("born_precision", "day", PRECISIONS),
        stays,
        main,
        backup,
        row.day("main_since"),
        row.day("backup_since"),
        frozenset(row.names("kept_apart")),
    )


def _stays(row: Fields, room: str, centre: Centre) -> tuple[ChildStay, ...]:
    """A child's hours: ``mon-fri: 08:00-16:30``, with a room after the times if it is another."""
    found = []
    for days, value in row.mapping("hours").items():
        name = f"hours, {days}"
        for part in value if isinstance(value, list) else [value]:
            times, other = _split(row, name, part)
            start, end = from_until(row, name, times)
            if other:
                centre.refuse_unknown_rooms(row, name, [other])
            for day in days_in(row, name, days, centre.monday):
                if not any(
                    open_.day == day and open_.start <= start and end <= open_.end
                    for open_ in centre.opening
                ):
                    raise row.refuse(
                        name,
                        f"says {times} on {day:%A}, outside the opening hours. Mend one of them.",
                    )
                found.append(ChildStay(other or room, Span(day, start, end)))
    found.sort(key=lambda stay: stay.span)
    for one, after in pairwise(found):
        if one.span.day == after.span.day and after.span.start < one.span.end:
            raise row.refuse(
                "hours", f"says two times for {one.span.day:%A} that overlap. Keep one."
            )
    return tuple(found)
