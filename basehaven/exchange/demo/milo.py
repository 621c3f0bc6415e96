"""The family that the docs tell of: Milo, and everyone who matters to him.

Written by hand. Days are counted from his birth in months (``month(5)``) or back
from today; he is always 19 months old, 17 corrected.

Rosa     mother, visits twice a week; Lou comes along on Saturdays
Gus      father, in prison; an order keeps him from contact and from the address
Lou      brother, four, with Nell, who is also a teacher in his room
Ida      grandmother, came most weeks, last seen 26 days ago
June     doula before the birth and six weeks after it
Kay      first foster carer
Dana     foster mother now
Mia      teacher in the baby room, until he moved up
Ana      main teacher, and Ben her backup, in the toddler room
Vera     home visitor
Tomás    neighbour, reads to him
Carl     caseworker
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from basehaven.exchange.demo.district import District
from basehaven.exchange.demo.family import Life
from basehaven.exchange.demo.lived import Lived, Spell, Tie
from basehaven.exchange.demo.milo_days import put_days
from basehaven.exchange.demo.rooms import InRoom, put_rooms
from basehaven.exchange.demo.staff import YEARS_BACK, Centre, Tenure, Workers
from basehaven.exchange.demo.ties import put_tie

MILO, LOU = "milo", "lou"
MILO_CHILDREN = 2
OWN_SHIFTS = frozenset({"ana", "ben"})
FAMILY = "Marin"

PEOPLE = {
    "rosa": ("Rosa Marin", ["parent"], []),
    "gus": ("Gus Marin", ["parent"], []),
    "ida": ("Ida Marin", ["kin"], ["Grandma Ida"]),
    "june": ("June Abara", ["doula"], []),
    "kay": ("Kay Novak", ["foster_carer"], []),
    "dana": ("Dana Okafor", ["foster_carer"], []),
    "nell": ("Nell Quist", ["foster_carer", "teacher"], []),
    "mia": ("Mia Trent", ["teacher"], []),
    "ana": ("Ana Lindqvist", ["teacher"], []),
    "ben": ("Ben Haile", ["teacher"], []),
    "vera": ("Vera Castillo", ["home_visitor"], []),
    "tomas": ("Tomás Rivas", ["neighbour"], []),
    "carl": ("Carl Mensah", ["caseworker"], []),
    "cora": ("Cora Whitfield", ["consultant"], []),
}
"""Adult id -> name, roles, nicknames."""

HOMES = {
    "marin-home": ("Rosa and Gus", "4 Quay Street", False),
    "kay-home": ("Kay Novak's home", "7 Mill Lane", True),
    "dana-home": ("Dana Okafor's home", "12 Alder Way", True),
    "nell-home": ("Nell Quist's home", "31 Linden Close", True),
}


class Told(NamedTuple):
    """A tie by months of Milo's life; its spells as (from, to, how it was lived)."""

    adult: str
    kind: str
    started: float
    ended: float | None
    spells: tuple[tuple[float, float | None, Lived], ...]
    called: str = ""
    end_reason: str = ""


AT_HOME = Lived(True, 110.0, "in_person")
AWAY = Lived(False, None, "none", "prison")


def _weekly(hours: float) -> Lived:
    return Lived(False, hours, "in_person")


TIES = (
    Told("rosa", "parent", 0, None, (
        (0, 5, AT_HOME),
        (6, 13, Lived(False, 2.0, "supervised", "order")),
        (13, None, _weekly(4.0)),
    ), "Mama"),
    Told("gus", "parent", 0, None, ((0, 3, AT_HOME), (3, None, AWAY)), "Papa"),
    Told("june", "doula", -3, 1.5, ((-3, 1.5, _weekly(4.0)),), "", "other"),
    Told("kay", "foster_carer", 5, 13, ((5, 13, AT_HOME),), "Kay", "moved"),
    Told("dana", "foster_carer", 13, None, ((13, None, Lived(True, 100.0, "in_person")),), "Dada"),
    Told("mia", "teacher", 7, 11, ((7, 11, _weekly(30.0)),), "Mia", "room_move"),
    Told("ana", "teacher", 11, None, ((11, None, _weekly(34.0)),), "Ana"),
    Told("ben", "teacher", 11, None, ((11, None, _weekly(12.0)),), "Beh"),
    Told("vera", "home_visitor", 12, None, ((12, None, _weekly(1.0)),)),
    Told("tomas", "neighbour", 13.2, None, ((13.2, None, _weekly(1.0)),), "Tom"),
    Told("carl", "caseworker", 5, None, ((5, None, _weekly(0.5)),)),
)  # fmt: skip
LAST_SEEN = 26  # days ago, by Grandma Ida


class Story:
    """Days of Milo's life, from today's date."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.born = _months_before(today, 19) - timedelta(days=9)
        self.due = self.born + timedelta(days=62)
        self.lou_born = _months_before(today, 51) - timedelta(days=3)

    def month(self, number: float) -> date:
        return self.born + timedelta(days=round(number * 30.44))

    def optional(self, number: float | None) -> date | None:
        return None if number is None else self.month(number)


def _months_before(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, 28))


def put_milo(district: District, centre: Centre, workers: Workers) -> None:
    """Put the family on the record, and the people who work with it into their posts."""
    story = Story(district.plan.today)
    _put_people(district)
    _into_posts(district, centre, workers)
    _put_children(district, story)
    _put_stays(district, story)
    for told in TIES:
        put_tie(district, _tie(story, told))
    put_tie(district, _ida(story, MILO, story.born))
    _put_lous_ties(district, story, centre)
    _put_orders(district, story)
    baby, toddler, _ = centre.rooms
    _put_rooms(district, story, baby.room_id, toddler.room_id)
    put_days(district, story.month, toddler.room_id)


def _put_people(district: District) -> None:
    for adult_id, (name, roles, nicknames) in PEOPLE.items():
        district.put("adults", adult_id=adult_id, name=name, roles=roles, nicknames=nicknames)
    for home_id, (name, address, confidential) in HOMES.items():
        district.put(
            "homes",
            home_id=home_id,
            name=name,
            address=f"{address}, {district.region}",
            confidential=confidential,
        )


def _into_posts(district: District, centre: Centre, workers: Workers) -> None:
    """Other children know them too."""
    since = district.plan.ago(365 * YEARS_BACK)
    baby, toddler, preschool = centre.rooms
    baby.posts[0] = [Tenure("mia", since)]
    toddler.posts[0], toddler.posts[1] = [Tenure("ana", since)], [Tenure("ben", since)]
    preschool.posts[1] = [Tenure("nell", since)]
    workers.caseworkers.append("carl")
    workers.home_visitors.append("vera")
    workers.consultants.append("cora")


def _put_children(district: District, story: Story) -> None:
    common = {"sex": "m", "region": district.region, "born_precision": "day"}
    district.put(
        "children", child_id=MILO, name=f"Milo {FAMILY}", born_on=story.born, due_on=story.due,
        groups=["Group A"], nicknames=["Mimo"], **common,
    )  # fmt: skip
    district.put(
        "children", child_id=LOU, name=f"Lou {FAMILY}", born_on=story.lou_born, due_on=None,
        groups=["Group A"], nicknames=[], **common,
    )  # fmt: skip
    district.put(
        "siblings", child_id=LOU, sibling_id=MILO, kind="full", twin=False, recorded_on=story.born
    )


def _put_stays(district: District, story: Story) -> None:
    removed, moved = story.month(5), story.month(13)
    parents = ["rosa", "gus"]
    stays: list[tuple[str, date, date | None, str, str, list[str]]] = [
        (MILO, story.born, removed, "parent_home", "marin-home", parents),
        (MILO, removed, moved, "foster", "kay-home", ["kay"]),
        (MILO, moved, None, "foster", "dana-home", ["dana"]),
        (LOU, story.lou_born, removed, "parent_home", "marin-home", parents),
        (LOU, removed, None, "foster", "nell-home", ["nell"]),
    ]
    for child in (MILO, LOU):
        district.put("removals", child_id=child, removal_id=f"{child}-m1", removed_on=removed)
        district.put(
            "reports", child_id=child, report_id=f"{child}-p1", reported_on=story.month(4.8),
            incident_on=story.month(4.75), substantiated=True,
        )  # fmt: skip
    for number, (child, started, ended, kind, home, carers) in enumerate(stays, 1):
        district.put(
            "stays", child_id=child, stay_id=f"{child}-{number}", started_on=started,
            ended_on=ended, kind=kind, home_id=home, carer_ids=carers,
            removal_id=f"{child}-m1" if kind == "foster" else "",
        )  # fmt: skip


def _tie(story: Story, told: Told, child: str = MILO) -> Tie:
    tie = Tie(
        child, told.adult, told.kind, story.month(told.started), story.optional(told.ended),
        told.end_reason, told.called,
    )  # fmt: skip
    tie.spells = [
        Spell(story.month(begins), story.optional(ends), lived)
        for begins, ends, lived in told.spells
    ]
    return tie


def _ida(story: Story, child: str, since: date) -> Tie:
    """She came most weeks, and has not come since; nobody wrote down why."""
    stopped = story.today - timedelta(days=LAST_SEEN)
    tie = Tie(child, "ida", "kin", since, called="Nana")
    tie.spells = [
        Spell(since, stopped, _weekly(6.0)),
        Spell(stopped, None, Lived(False, None, "none")),
    ]
    return tie


def _put_lous_ties(district: District, story: Story, centre: Centre) -> None:
    removed = story.month(5)
    nell = Tie(LOU, "nell", "foster_carer", removed, called="Nell")
    nell.spells = [Spell(removed, None, Lived(True, 100.0, "in_person"))]
    rosa = Tie(LOU, "rosa", "parent", story.lou_born, called="Mama")
    rosa.spells = [Spell(story.lou_born, removed, AT_HOME), Spell(story.month(6), None, _weekly(2))]
    gus = Tie(LOU, "gus", "parent", story.lou_born, called="Papa")
    gus.spells = [Spell(story.lou_born, story.month(3), AT_HOME), Spell(story.month(3), None, AWAY)]
    carl = Tie(LOU, "carl", "caseworker", removed)
    carl.spells = [Spell(removed, None, _weekly(0.5))]
    life = Life(LOU, "m", story.lou_born)
    preschool = centre.rooms[2]
    ties = put_rooms(district, life, [InRoom(preschool, story.month(7), None)])
    for tie in (nell, rosa, gus, carl, _ida(story, LOU, story.lou_born), *ties):
        put_tie(district, tie)


def _put_orders(district: District, story: Story) -> None:
    court = f"Family court, {story.month(3).year}/417"
    orders: list[tuple[str, str, float, float | None, str]] = [
        ("gus", "no_contact", 3.2, None, court),
        ("gus", "no_pickup", 3.2, None, court),
        ("gus", "hide_address", 5, None, court),
        ("rosa", "supervised_only", 5, 13, "Interim care order"),
    ]
    for adult, kind, begins, ends, source in orders:
        for child in (MILO, LOU):
            district.put(
                "restrictions", child_id=child, adult_id=adult, kind=kind,
                started_on=story.month(begins), ended_on=story.optional(ends), source=source,
            )  # fmt: skip


def _put_rooms(district: District, story: Story, baby: str, toddler: str) -> None:
    moved = story.month(11)
    for room, begins, ends in ((baby, story.month(7), moved), (toddler, moved, None)):
        district.put("enrolments", child_id=MILO, room_id=room, started_on=begins, ended_on=ends)
    mains: list[tuple[str, str, str, date, date | None]] = [
        (baby, "mia", "main", story.month(7), moved),
        (toddler, "ana", "main", moved, None),
        (toddler, "ben", "backup", moved, None),
    ]
    for room, adult, rank, begins, ends in mains:
        values: dict[str, Any] = {"started_on": begins, "ended_on": ends}
        values["end_reason"] = "room_move" if ends else ""
        district.put(
            "primary_spells", child_id=MILO, room_id=room, adult_id=adult, rank=rank, **values
        )
