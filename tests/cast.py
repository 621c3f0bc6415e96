"""One cast for every test, built through actions: who they are to Milo, and what they may see.

Milo is 19 months old and came two months early. His history uses every kind of
tie. Days are counted from his birth (``cast.day(n)``) or back from today
(``cast.ago(n)``), so that "today" is always today.

Rosa        mother, signs in as ``parent``; is told everything, but no addresses
Gus         father in prison, signs in as ``father``: no contact, hidden address
Lou         brother, 4, in a confidential home that Rosa must not learn of
Ida         grandmother, interrupted for 26 days
June        doula before and after birth, ended
Kay         first foster carer, ended
Dana        foster carer now, signs in as ``foster_carer``; once a teacher in his baby room too
Mia         teacher of the baby room, ended by the room move
Ana         main teacher, signs in as ``teacher``; Ben her backup
Vera        home visitor, signs in as ``home_visitor``
Tomás       neighbour; Fay a friend, Lin a librarian, Omar the bus driver, Ada a future adopter
"""

from __future__ import annotations

import copy
import functools
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Agency, Role, Supervision, User
from basehaven.apps.record import actions
from basehaven.apps.record.models import Adult, Attendance, Child, Home, Removal, Room, Tie, today

PASSWORD = "a long walk by the sea"  # of every user of the cast
AGE_IN_DAYS = 590


@dataclass
class Cast:
    """The users, people and children that tests share."""

    today: date
    agency: Agency = None  # type: ignore[assignment]
    other_agency: Agency = None  # type: ignore[assignment]
    users: dict[str, User] = field(default_factory=dict)
    adults: dict[str, Adult] = field(default_factory=dict)
    ties: dict[str, Tie] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    homes: dict[str, Home] = field(default_factory=dict)
    milo: Child = None  # type: ignore[assignment]
    lou: Child = None  # type: ignore[assignment]
    other_child: Child = None  # type: ignore[assignment]
    strangers_child: Child = None  # type: ignore[assignment]
    removal: Removal = None  # type: ignore[assignment]
    attendance: Attendance = None  # type: ignore[assignment]

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["users"][name]
        except KeyError:
            raise AttributeError(f"nobody in the cast is called {name}") from None

    def everyone(self) -> dict[str, User]:
        """Every user by what they are, the stranger and the father in prison among them."""
        return dict(self.users)

    def day(self, since_birth: int) -> date:
        return self.today - timedelta(days=AGE_IN_DAYS) + timedelta(days=since_birth)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def actor(self, role: str = "caseworker") -> Actor:
        return Actor.of(self.users[role])

    def do(self, what: str, /, *, role: str = "caseworker", **values: Any) -> Any:
        """Call an action of the record as somebody of the cast."""
        action = getattr(actions, what)
        return action(by=self.actor(role), request_id=uuid.uuid4(), **values)


def sign_in(client: Client, user: User) -> None:
    """Sign in as somebody who has just passed every step asked of them."""
    client.force_login(user)
    session = client.session
    now = timezone.now().timestamp()
    methods = [{"method": "password", "at": now}]
    if user.must_use_second_step:
        methods.append({"method": "mfa", "type": "totp", "at": now})
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


_built: tuple[Cast, list[list[Model]]] | None = None


def build_cast() -> Cast:
    """The cast in the present test's database: built once, then laid down from a copy."""
    global _built
    if _built is None or _built[0].today != today():
        cast = _build()
        _built = (copy.deepcopy(cast), _rows_of_all_tables())
        return cast
    cast, tables = _built
    with transaction.atomic():
        for rows in tables:
            type(rows[0])._base_manager.bulk_create(copy.deepcopy(rows))
    return copy.deepcopy(cast)


def _rows_of_all_tables() -> list[list[Model]]:
    tables = []
    for label in ("accounts", "mfa", "record", "audit"):
        for model in apps.get_app_config(label).get_models():
            rows = list(model._base_manager.order_by("pk"))
            if rows:
                tables.append(rows)
    return tables


def _build() -> Cast:
    cast = Cast(today=today())
    cast.agency = Agency.objects.create(slug="riverside", name="Riverside Early Years")
    cast.other_agency = Agency.objects.create(slug="hillside", name="Hillside Family Service")
    _users(cast)
    _people(cast)
    _children(cast)
    _family(cast)
    _care(cast)
    _staff_and_friends(cast)
    _rooms(cast)
    _rights(cast)
    _today(cast)
    return cast


NAMES = {
    Role.PARENT: "Rosa Marin",
    Role.FOSTER_CARER: "Dana Okafor",
    Role.TEACHER: "Ana Lindqvist",
    Role.HOME_VISITOR: "Vera Castillo",
    Role.CONSULTANT: "Cora Whitfield",
    Role.CASEWORKER: "Carl Mensah",
    Role.SUPERVISOR: "Sunita Rao",
    Role.DIRECTOR: "Doris Achterberg",
    Role.DATA_MANAGER: "Dmitri Volkov",
    Role.ANALYST: "Alba Ferreira",
    Role.FUNDER: "Frances Yoon",
}


def _users(cast: Cast) -> None:
    for role, name in NAMES.items():
        cast.users[role.value] = _user(cast.agency, role.value, role, name)
    cast.users["father"] = _user(cast.agency, "father", Role.PARENT, "Gus Marin")
    cast.users["stranger"] = _user(
        cast.other_agency, "stranger", Role.CASEWORKER, "Stella Unbekannt"
    )
    for worker in ("caseworker", "home_visitor"):
        Supervision.objects.create(
            supervisor=cast.users["supervisor"],
            worker=cast.users[worker],
            started_on=cast.ago(700),
        )
    _give_second_step(cast.users["data_manager"])


def _user(agency: Agency, username: str, role: str, name: str) -> User:
    return User.objects.create(
        username=username, agency=agency, role=role, name=name, password=_hashed()
    )


@functools.cache
def _hashed() -> str:
    return make_password(PASSWORD)  # slow by design: once is enough for all


def _give_second_step(user: User) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")


def _people(cast: Cast) -> None:
    people = {
        "parent": ("Rosa Marin", ["parent"]),
        "father": ("Gus Marin", ["parent"]),
        "grandmother": ("Ida Marin", ["kin"]),
        "doula": ("June Abara", ["doula"]),
        "first_foster_carer": ("Kay Novak", ["foster_carer"]),
        "foster_carer": ("Dana Okafor", ["foster_carer", "teacher"]),
        "first_teacher": ("Mia Trent", ["teacher"]),
        "teacher": ("Ana Lindqvist", ["teacher"]),
        "backup": ("Ben Haile", ["teacher"]),
        "home_visitor": ("Vera Castillo", ["home_visitor"]),
        "consultant": ("Cora Whitfield", ["consultant"]),
        "caseworker": ("Carl Mensah", ["caseworker"]),
        "neighbour": ("Tomás Rivas", ["neighbour"]),
        "friend": ("Fay Dubois", ["friend"]),
        "librarian": ("Lin Park", ["librarian"]),
        "other": ("Omar Said", ["other"]),
        "adopter": ("Ada Brandt", ["adoptive_parent"]),
        "lous_carer": ("Nell Quist", ["foster_carer"]),
    }
    nicknames = {"grandmother": ["Grandma Ida"], "parent": ["Rosie"], "neighbour": ["Tom"]}
    for role, (name, roles) in people.items():
        cast.adults[role] = cast.do(
            "adult_create",
            name=name,
            roles=roles,
            nicknames=nicknames.get(role, []),
            user=cast.users.get(role),
        )


def _children(cast: Cast) -> None:
    cast.milo = cast.do(
        "child_create",
        name="Milo Marin",
        nicknames=["Mimo"],
        born_on=cast.day(0),
        due_on=cast.day(60),
        sex="m",
        region="North",
    )
    cast.lou = cast.do(
        "child_create", name="Lou Marin", born_on=cast.ago(4 * 365 + 100), sex="m", region="North"
    )
    cast.do("sibling_add", child=cast.milo, sibling=cast.lou, kind="full")
    clerk = Actor.at_command_line(cast.agency, "clerk")
    cast.other_child = actions.child_create(
        by=clerk, request_id=uuid.uuid4(), name="Zora Quill", born_on=cast.ago(800)
    )
    cast.strangers_child = actions.child_create(
        by=cast.actor("stranger"),
        request_id=uuid.uuid4(),
        name="Petra Hill",
        born_on=cast.ago(500),
    )


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
    at_home = {"lives_with": True, "hours_per_week": Decimal(110), "mode": "in_person"}
    kay = _tie(cast, "first_foster_carer", "foster_carer", 150, **at_home)
    cast.do("tie_end", tie=kay, ended_on=cast.day(395), end_reason="moved")
    _tie(cast, "foster_carer", "foster_carer", 395, called="Dada", **at_home)
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
