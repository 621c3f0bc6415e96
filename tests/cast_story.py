"""What happened to Milo and to those around him: the story behind ``tests/cast.py``."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.models import Tie
from tests.cast import AGE_IN_DAYS, Cast
from tests.cast_people import gather


def tell(cast: Cast) -> None:
    """Everybody and everything, in the order of life; nothing but actions writes it."""
    cast.agency = Agency.objects.create(slug="riverside", name="Riverside Early Years")
    cast.other_agency = Agency.objects.create(slug="hillside", name="Hillside Family Service")
    gather(cast)
    _family(cast)
    _care(cast)
    _carers(cast)
    _lou(cast)
    _staff_and_friends(cast)
    _rooms(cast)
    _rights(cast)
    _orders(cast)
    _work(cast)
    _today(cast)


def _tie(cast: Cast, who: str, kind: str, started: int, **values: Any) -> Tie:
    """A tie of Milo's, from a day of his life; kept as ``cast.ties[who]``."""
    tie: Tie = cast.do(
        "tie_start",
        child=cast.milo,
        adult=cast.adults[who],
        kind=kind,
        started_on=cast.day(started),
        **values,
    )
    cast.ties.setdefault(who, tie)
    return tie


def _then(cast: Cast, who: str, started: int, **values: Any) -> None:
    cast.do("tie_spell_add", tie=cast.ties[who], started_on=cast.day(started), **values)


def _family(cast: Cast) -> None:
    at_home = {"lives_with": True, "hours_per_week": Decimal(120), "mode": "in_person"}
    _tie(cast, "parent", "parent", 0, called="Mama", **at_home)
    _then(cast, "parent", 150, hours_per_week=Decimal(3), mode="supervised", reason="order")
    _then(cast, "parent", 395, hours_per_week=Decimal(6), mode="in_person")
    _tie(cast, "father", "parent", 0, called="Papa", lives_with=True, mode="in_person")
    _then(cast, "father", 100, mode="none", reason="prison")
    _tie(cast, "grandmother", "kin", 0, called="Nana", mode="in_person", hours_per_week=Decimal(6))
    _then(cast, "grandmother", AGE_IN_DAYS - 26, mode="none", reason="distance")
    june = _tie(cast, "doula", "doula", -90, mode="in_person", hours_per_week=Decimal(4))
    cast.do("tie_end", tie=june, ended_on=cast.day(40), end_reason="other")


def _care(cast: Cast) -> None:
    homes = {
        "parents": ("Rosa and Gus", "4 Quay Street", False),
        "first_foster": ("Kay Novak's home", "7 Old Mill Lane", True),
        "foster": ("Dana Okafor's home", "12 Alder Way", True),
        "lous": ("Nell Quist's home", "99 Hidden Hollow", True),
    }
    for name, (called, address, confidential) in homes.items():
        cast.homes[name] = cast.do(
            "home_create", name=called, address=address, confidential=confidential
        )
    cast.removal = cast.do("removal_start", child=cast.milo, removed_on=cast.day(150))
    stays = [
        ("parent_home", 0, "parents", ["parent", "father"], None),
        ("foster", 150, "first_foster", ["first_foster_carer"], cast.removal),
        ("foster", 395, "foster", ["foster_carer"], cast.removal),
    ]
    for kind, started, home, carers, removal in stays:
        cast.do(
            "stay_start",
            child=cast.milo,
            kind=kind,
            started_on=cast.day(started),
            home=cast.homes[home],
            removal=removal,
            carers=[cast.adults[carer] for carer in carers],
            ends_current=True,
        )


def _carers(cast: Cast) -> None:
    at_home = {"lives_with": True, "hours_per_week": Decimal(110), "mode": "in_person"}
    kay = _tie(cast, "first_foster_carer", "foster_carer", 150, **at_home)
    cast.do("tie_end", tie=kay, ended_on=cast.day(395), end_reason="moved")
    _tie(cast, "foster_carer", "foster_carer", 395, called="Dada", **at_home)


def _lou(cast: Cast) -> None:
    lous_removal = cast.do("removal_start", child=cast.lou, removed_on=cast.day(150))
    cast.do(
        "stay_start",
        child=cast.lou,
        kind="foster",
        started_on=cast.day(150),
        home=cast.homes["lous"],
        removal=lous_removal,
        carers=[cast.adults["lous_carer"]],
    )
    cast.do(
        "tie_start",
        child=cast.lou,
        adult=cast.adults["lous_carer"],
        kind="foster_carer",
        started_on=cast.day(150),
        lives_with=True,
    )
    cast.do(
        "tie_start",
        child=cast.lou,
        adult=cast.adults["parent"],
        kind="parent",
        started_on=cast.ago(4 * 365 + 100),
    )


def _staff_and_friends(cast: Cast) -> None:
    once_teacher = _tie(cast, "foster_carer", "teacher", 220, called="Dada")
    cast.ties["foster_carer_as_teacher"] = once_teacher
    cast.do("tie_end", tie=once_teacher, ended_on=cast.day(300), end_reason="staff_left")
    mia = _tie(cast, "first_teacher", "teacher", 215, mode="in_person", hours_per_week=Decimal(30))
    cast.do("tie_end", tie=mia, ended_on=cast.day(335), end_reason="room_move")
    weekly = {
        "teacher": ("teacher", 335, 34, "Ana"),
        "backup": ("teacher", 335, 12, "Beh"),
        "home_visitor": ("home_visitor", 365, 1, ""),
        "consultant": ("consultant", 480, None, ""),
        "caseworker": ("caseworker", 145, Decimal("0.5"), ""),
        "neighbour": ("neighbour", 400, 1, "Tom"),
        "friend": ("friend", 420, 2, ""),
        "librarian": ("librarian", 430, Decimal("0.5"), ""),
        "other": ("other", 340, 2, "Bus"),
        "adopter": ("adoptive_parent", 565, 2, ""),
    }
    for who, (kind, started, hours, called) in weekly.items():
        how = {} if hours is None else {"hours_per_week": Decimal(hours), "mode": "in_person"}
        _tie(cast, who, kind, started, called=called, **how)


def _rooms(cast: Cast) -> None:
    for key, name in (("baby", "Baby room"), ("toddler", "Toddler room")):
        cast.rooms[key] = cast.do("room_create", name=name, centre="Willow House", region="North")
    cast.do("enrolment_start", child=cast.milo, room=cast.rooms["baby"], started_on=cast.day(215))
    primaries = [("baby", "first_teacher", "main", 215), ("baby", "foster_carer", "backup", 220)]
    for room, who, rank, started in primaries:
        _primary(cast, room, who, rank, started)
    cast.do(
        "enrolment_start",
        child=cast.milo,
        room=cast.rooms["toddler"],
        started_on=cast.day(335),
        ends_current=True,
    )
    _primary(cast, "toddler", "teacher", "main", 335)
    _primary(cast, "toddler", "backup", "backup", 335)


def _primary(cast: Cast, room: str, who: str, rank: str, started: int) -> None:
    cast.do(
        "primary_set",
        child=cast.milo,
        room=cast.rooms[room],
        adult=cast.adults[who],
        rank=rank,
        started_on=cast.day(started),
    )


def _rights(cast: Cast) -> None:
    rights = {
        "parent": {"consents": True, "source": "Care plan, section 3"},
        "father": {"source": "Care plan, section 3"},
        "foster_carer": {"sees_addresses": True, "source": "Placement agreement"},
    }
    for who, values in rights.items():
        started = cast.day(395) if who == "foster_carer" else cast.day(0)
        cast.do(
            "family_right_grant",
            child=cast.milo,
            adult=cast.adults[who],
            started_on=started,
            **values,
        )


def _orders(cast: Cast) -> None:
    for kind in ("no_contact", "hide_address", "no_pickup"):
        cast.do(
            "restriction_add",
            child=cast.milo,
            adult=cast.adults["father"],
            kind=kind,
            started_on=cast.day(160),
            source="Family court order 17/231",
        )
    cast.do(
        "restriction_add",
        child=cast.milo,
        adult=cast.adults["parent"],
        kind="supervised_only",
        started_on=cast.day(150),
        ended_on=cast.day(395),
        source="Interim care order",
    )


def _work(cast: Cast) -> None:
    work = [
        ("teacher", "teacher", None, "toddler"),
        ("director", "director", None, "toddler"),
        ("director", "director", None, "baby"),
        ("consultant", "consultant", None, "toddler"),
        ("home_visitor", "home_visitor", "milo", None),
    ]
    for user, kind, child, room in work:
        cast.do(
            "working_relationship_start",
            user=cast.users[user],
            kind=kind,
            child=cast.milo if child else None,
            room=cast.rooms[room] if room else None,
            started_on=cast.day(335),
        )


def _today(cast: Cast) -> None:
    seen = [
        ("grandmother", 26, "family_time", 180),
        ("grandmother", 33, "family_time", 180),
        ("parent", 3, "family_time", 120),
        ("parent", 6, "family_time", 120),
        ("neighbour", 5, "visit", 45),
        ("home_visitor", 4, "visit", 60),
    ]
    for who, ago, kind, minutes in seen:
        cast.do(
            "contact_add",
            child=cast.milo,
            adult=cast.adults[who],
            on=cast.ago(ago),
            kind=kind,
            minutes=minutes,
            planned=True,
            kept=True,
        )
    now = timezone.now()
    midnight = timezone.make_aware(datetime.combine(cast.today, time.min))
    for who in ("teacher", "backup"):
        cast.do(
            "shift_add",
            adult=cast.adults[who],
            room=cast.rooms["toddler"],
            from_at=midnight,
            to_at=midnight + timedelta(days=1),
        )
    cast.attendance = cast.do(
        "attendance_arrive",
        child=cast.milo,
        room=cast.rooms["toddler"],
        arrived_at=max(midnight, now - timedelta(hours=1)),
    )
