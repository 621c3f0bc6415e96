"""Who is in the cast: agencies' users, the people of the record, and the children."""

from __future__ import annotations

import functools
import uuid

from django.contrib.auth.hashers import make_password

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Agency, Role, Supervision, User
from basehaven.apps.record import actions
from tests.cast import PASSWORD, Cast


def gather(cast: Cast) -> None:
    _users(cast)
    _people(cast)
    _children(cast)


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
