"""Centres, their rooms and posts, and the workers of a district."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from basehaven.exchange.demo.chance import per_day
from basehaven.exchange.demo.district import District
from basehaven.exchange.demo.plan import CENTRES

YEARS_BACK = 7  # posts are filled from before the oldest child was born


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody in a post, from a day until before another."""

    adult_id: str
    started: date
    ended: date | None = None


@dataclass(slots=True)
class Room:
    """A room for children of certain ages (completed months, roughly)."""

    room_id: str
    name: str
    from_month: int
    posts: list[list[Tenure]] = field(default_factory=list)


@dataclass(slots=True)
class Centre:
    """A centre and its rooms, the youngest first."""

    name: str
    rooms: list[Room]


@dataclass(frozen=True, slots=True)
class FosterHome:
    """A home that takes children in, and who cares for them there."""

    home_id: str
    carers: tuple[str, ...]
    kind: str  # foster group pre_adoptive


@dataclass(slots=True)
class Workers:
    """Who works with families in a district, beside the centres."""

    caseworkers: list[str]
    home_visitors: list[str]
    doulas: list[str]
    librarians: list[str]
    consultants: list[str]
    foster_homes: list[FosterHome]
    hospital: str


def keeps_together(number: int, share: float) -> bool:
    """Whether the ``number``-th centre of five keeps children and teachers together.

    The last ones do, as many as come nearest to the share.
    """
    return number > CENTRES - round(CENTRES * share)


def make_centres(district: District) -> list[Centre]:
    """Five centres, each with rooms and posts filled since before anybody was born."""
    together = district.rates["centres_that_keep_together"]
    first = (district.number - 1) * CENTRES
    centres = []
    for number in range(1, CENTRES + 1):
        index = first + number - 1
        name = district.names.centres[index % len(district.names.centres)] + " House"
        if index >= len(district.names.centres):
            name += f" {1 + index // len(district.names.centres)}"
        ages = (
            [("Under-threes room", 0), ("Under-threes room two", 0), ("Preschool room", 34)]
            if keeps_together(number, together)
            else [("Baby room", 0), ("Toddler room", 14), ("Preschool room", 29)]
        )
        rooms = [_room(district, name, room, month) for room, month in ages]
        centres.append(Centre(name, rooms))
    return centres


def _room(district: District, centre: str, name: str, from_month: int) -> Room:
    room = Room(district.new_id("r"), name, from_month)
    district.put("rooms", room_id=room.room_id, name=name, centre=centre, region=district.region)
    posts = 2 if from_month == 0 else 3
    room.posts = [_post(district) for _ in range(posts)]
    return room


def _post(district: District) -> list[Tenure]:
    """Teachers who followed one another in one post, up to today's."""
    leaves = per_day(district.rates["staff_leave_in_a_year"])
    day = district.plan.ago(365 * YEARS_BACK)
    tenures: list[Tenure] = []
    while True:
        adult_id = district.adult("teacher")
        ends = day + timedelta(days=district.chance.wait(leaves))
        if ends >= district.plan.today:
            tenures.append(Tenure(adult_id, day))
            return tenures
        tenures.append(Tenure(adult_id, day, ends))
        day = ends


def make_workers(district: District) -> Workers:
    """Caseworkers, visitors, doulas, foster homes: enough for a district."""
    return Workers(
        caseworkers=[district.adult("caseworker") for _ in range(8)],
        home_visitors=[district.adult("home_visitor") for _ in range(5)],
        doulas=[district.adult("doula") for _ in range(3)],
        librarians=[district.adult("librarian") for _ in range(2)],
        consultants=[district.adult("consultant") for _ in range(2)],
        foster_homes=_foster_homes(district),
        hospital=district.home(f"{district.region} Children's Hospital"),
    )


def _foster_homes(district: District) -> list[FosterHome]:
    homes = []
    for number in range(40):
        kind = "group" if number < 2 else "pre_adoptive" if number < 10 else "foster"
        family = district.chance.pick(district.names.family)
        role = "adoptive_parent" if kind == "pre_adoptive" else "foster_carer"
        carers = [district.adult(role, family=family)]
        if kind == "group" or district.chance.happens(0.6):
            carers.append(district.adult(role, family=family))
        called = f"{family} family" if kind != "group" else f"{family} house"
        home_id = district.home(called, confidential=district.chance.happens(0.6))
        homes.append(FosterHome(home_id, tuple(carers), kind))
    return homes
