"""Children in centres: which room, whose main adult, and who came lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from basehaven.exchange.demo.district import District
from basehaven.exchange.demo.family import Life
from basehaven.exchange.demo.lived import Lived, Spell, Tie
from basehaven.exchange.demo.staff import Centre, Room, Tenure

MONTH = 30.44  # days
MAIN_HOURS, BACKUP_HOURS = 32.0, 12.0  # a week
SCHOOL = 62  # months at which children leave for school
OPENS, SHUTS = 7 * 60, 17 * 60 + 30  # minutes of the day


@dataclass(frozen=True, slots=True)
class Going:
    """A child in one centre, from a day until before another."""

    centre: Centre
    started: date
    ended: date | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class InRoom:
    """A child in one room, and why it ended."""

    room: Room
    started: date
    ended: date | None
    why: str = ""


def goes_to(district: District, life: Life, centres: list[Centre]) -> list[Going]:
    """The centres a child goes to, one after another; most children have one or none."""
    chance, today = district.chance, district.plan.today
    if life.born is None or not district.happens("in_early_care"):
        return []
    month = chance.days(3, 9) if chance.happens(0.7) else chance.days(10, 40)
    begins = life.born + timedelta(days=int(month * MONTH) + chance.days(0, 27))
    ends = life.born + timedelta(days=int(SCHOOL * MONTH) + chance.days(0, 120))
    if begins >= today:
        return []
    centre = chance.pick(centres)
    cut = next((r.removed for r in life.removals if begins < r.removed < ends), None)
    if cut is not None and chance.happens(0.4):
        others = [other for other in centres if other is not centre]
        new = cut + timedelta(days=chance.days(5, 60))
        gone = [Going(centre, begins, cut, "removal")]
        return gone + _until(chance.pick(others), new, ends, today, "family_left")
    leaves = begins + timedelta(days=chance.wait(0.08 / 365))
    why = "family_left"
    return _until(centre, begins, min(leaves, ends), today, why)


def _until(centre: Centre, begins: date, ends: date, today: date, why: str) -> list[Going]:
    if begins >= today:
        return []
    return [Going(centre, begins, ends, why) if ends <= today else Going(centre, begins, None)]


def rooms_of(district: District, life: Life, going: Going) -> list[InRoom]:
    """The rooms of a centre in order: a child moves up at about the room's age."""
    today = district.plan.today
    begins = going.started
    age = (begins - life.birth).days / MONTH
    first = [room for room in going.centre.rooms if room.from_month <= age]
    youngest = [room for room in first if room.from_month == first[-1].from_month]
    rooms = [district.chance.pick(youngest)]
    rooms += [room for room in going.centre.rooms if room.from_month > age]
    last = going.ended or today + timedelta(days=1)
    cuts = [begins]
    for room in rooms[1:]:
        day = life.birth + timedelta(
            days=int(room.from_month * MONTH) + district.chance.days(0, 60)
        )
        cuts.append(max(day, cuts[-1] + timedelta(days=30)))
    found = []
    for number, (room, day) in enumerate(zip(rooms, cuts, strict=True)):
        if day >= last or day > today:
            break
        moves = cuts[number + 1] if number + 1 < len(cuts) else last
        if moves < last and moves <= today:
            found.append(InRoom(room, day, moves, "room_move"))
        else:
            found.append(InRoom(room, day, going.ended, going.why))
    return found


def put_rooms(district: District, life: Life, stays: list[InRoom]) -> list[Tie]:
    """Rows of enrolments and main adults; the ties to those teachers."""
    ties = []
    for stay in stays:
        district.put(
            "enrolments",
            child_id=life.child_id,
            room_id=stay.room.room_id,
            started_on=stay.started,
            ended_on=stay.ended,
        )
        posts = list(stay.room.posts)
        main = district.chance.days(0, len(posts) - 1)
        backup = (main + 1) % len(posts)
        for rank, post in (("main", posts[main]), ("backup", posts[backup])):
            ties += [
                _adult_of(district, life, stay, rank, tenure)
                for tenure in post
                if tenure.started < (stay.ended or date.max)
                and (tenure.ended is None or tenure.ended > stay.started)
            ]
    return ties


def _adult_of(district: District, life: Life, stay: InRoom, rank: str, tenure: Tenure) -> Tie:
    begins = max(stay.started, tenure.started)
    ends, why = stay.ended, stay.why
    if tenure.ended is not None and (ends is None or tenure.ended < ends):
        ends, why = tenure.ended, "staff_left"
    district.put(
        "primary_spells",
        child_id=life.child_id,
        room_id=stay.room.room_id,
        adult_id=tenure.adult_id,
        rank=rank,
        started_on=begins,
        ended_on=ends,
        end_reason=why if ends else "",
    )
    tie = Tie(life.child_id, tenure.adult_id, "teacher", begins, ends, why if ends else "")
    hours = MAIN_HOURS if rank == "main" else BACKUP_HOURS
    tie.spells = [Spell(begins, ends, Lived(False, hours, "in_person"))]
    return tie


def put_attendance(district: District, life: Life, stays: list[InRoom], days: list[date]) -> None:
    """The last days; who came today is still there."""
    plan, chance = district.plan, district.chance
    for day in days:
        room = next(
            (s.room for s in stays if s.started <= day and (s.ended is None or day < s.ended)), None
        )
        if room is None or not district.happens("present_on_a_day"):
            continue
        arrives = OPENS + chance.days(10, 120)
        leaves = SHUTS - chance.days(0, 150)
        district.put(
            "attendance",
            child_id=life.child_id,
            room_id=room.room_id,
            arrived_at=plan.moment(day, arrives),
            left_at=plan.moment(day, leaves) if day < plan.today else None,
            recorded_on=day,
        )


def put_shifts(
    district: District, centres: list[Centre], days: list[date], done: frozenset[str]
) -> None:
    """Early and late, so that somebody known is there from opening to closing.

    ``done``: adults whose shifts stand already.
    """
    plan = district.plan
    half = (OPENS + SHUTS) // 2
    for centre in centres:
        for room in centre.rooms:
            for number, post in enumerate(room.posts):
                for day in days:
                    adult = next(
                        t for t in post if t.started <= day and (t.ended is None or day < t.ended)
                    )
                    if adult.adult_id in done:
                        continue
                    early = number % 2 == 0
                    begins, ends = (OPENS, half + 90) if early else (half - 120, SHUTS)
                    district.put(
                        "shifts",
                        adult_id=adult.adult_id,
                        room_id=room.room_id,
                        from_at=plan.moment(day, begins),
                        to_at=plan.moment(day, ends),
                        recorded_on=day,
                    )


def main_changes(mains: list[tuple[date, str]]) -> int:
    """How often the main adult became another person.

    >>> from datetime import date
    >>> main_changes([(date(2024, 1, 1), "ana"), (date(2024, 6, 1), "ben")])
    1
    """
    ordered = [adult for _, adult in sorted(mains)]
    return sum(one != other for one, other in pairwise(ordered))
