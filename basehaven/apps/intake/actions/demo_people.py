"""Who signs in to the demo, with whom they work, and what the family allowed."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import transaction

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Agency, Role, Supervision, User
from basehaven.apps.audit.actions import write_change
from basehaven.apps.consent.models import Consent
from basehaven.apps.intake.actions.demo_card import demo_card_make
from basehaven.apps.intake.demo_words import new_password
from basehaven.apps.record.models import (
    Adult,
    Child,
    Enrolment,
    FamilyRight,
    Room,
    Stay,
    Tie,
    WorkingRelationship,
    today,
)
from basehaven.apps.room.models import CueRowOn
from basehaven.knowledge.cues.library import library

SOURCE = "demo"
LONG_AGO = 400  # days that the demo's workers have worked here
# The passwords lie readable beside the database (cli/demo.py), so that a slow hash would guard
# nothing and only hold up the first start. Signing in replaces it with one of full strength.
ROUNDS = 20_000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in; ``adult`` is who they are on the record, if anybody."""

    username: str
    role: str
    name: str
    adult: str = ""


PEOPLE = (
    Person("demo-parent", Role.PARENT, "Rosa Marin", "rosa"),
    Person("demo-foster-carer", Role.FOSTER_CARER, "Dana Okafor", "dana"),
    Person("demo-teacher", Role.TEACHER, "Ana Lindqvist", "ana"),
    Person("demo-home-visitor", Role.HOME_VISITOR, "Vera Castillo", "vera"),
    Person("demo-consultant", Role.CONSULTANT, "Cora Whitfield", "cora"),
    Person("demo-caseworker", Role.CASEWORKER, "Carl Mensah", "carl"),
    Person("demo-supervisor", Role.SUPERVISOR, "Sunita Rao"),
    Person("demo-director", Role.DIRECTOR, "Doris Achterberg"),
    Person("demo-data-manager", Role.DATA_MANAGER, "Dmitri Volkov"),
    Person("demo-analyst", Role.ANALYST, "Alba Ferreira"),
    Person("demo-funder", Role.FUNDER, "Frances Yoon"),
    Person("demo-stranger", Role.CASEWORKER, "Stella Brennan"),  # works with nobody here
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the person at this computer needs to sign in as somebody of the demo."""

    username: str
    name: str
    role: str
    password: str
    code_secret: str = ""  # of the second step

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def demo_people_make(*, by: Actor, request_id: uuid.UUID) -> list[SignIn]:
    """Make the accounts, link them to the record, and let each see who they should.

    The passwords are returned and never kept: whoever calls keeps them safe.
    """
    passwords = _passwords()
    with transaction.atomic():
        users = _users(by.agency, passwords)
        _link(by.agency)
        _work(by.agency, users)
        _family_rights(by.agency)
        _consents(by.agency, users["demo-consultant"])
        _readings(by.agency, users["demo-consultant"])
        demo_card_make(by.agency, users, _own(by.agency, "milo"))
        secret = _second_step(users["demo-data-manager"])
        write_change(by=by, action="demo_people_make", request_id=request_id, row=by.agency)
    return _sign_ins(passwords, secret)


def demo_passwords_renew(*, by: Actor, request_id: uuid.UUID) -> list[SignIn]:
    """New passwords for the same people, when the file that held the old ones is gone."""
    passwords = _passwords()
    with transaction.atomic():
        for username, (_plain, hashed) in passwords.items():
            User.objects.filter(agency=by.agency, username=username).update(password=hashed)
        manager = User.objects.get(agency=by.agency, username="demo-data-manager")
        Authenticator.objects.filter(user=manager).delete()
        secret = _second_step(manager)
        write_change(by=by, action="demo_passwords_renew", request_id=request_id, row=by.agency)
    return _sign_ins(passwords, secret)


def _passwords() -> dict[str, tuple[str, str]]:
    """Username -> password and its hash."""
    hasher = PBKDF2PasswordHasher()
    found = {}
    for person in PEOPLE:
        plain = new_password()
        found[person.username] = (plain, hasher.encode(plain, hasher.salt(), ROUNDS))
    return found


def _sign_ins(passwords: dict[str, tuple[str, str]], secret: str) -> list[SignIn]:
    return [
        SignIn(
            person.username,
            person.name,
            str(Role(person.role).value),
            passwords[person.username][0],
            secret if person.role == Role.DATA_MANAGER else "",
        )
        for person in PEOPLE
    ]


def _users(agency: Agency, passwords: dict[str, tuple[str, str]]) -> dict[str, User]:
    made = User.objects.bulk_create(
        User(
            agency=agency,
            username=person.username,
            role=person.role,
            name=person.name,
            password=passwords[person.username][1],
        )
        for person in PEOPLE
    )
    return {user.username: user for user in made}


def _link(agency: Agency) -> None:
    """Say which person on the record each account is."""
    users = {user.username: user for user in User.objects.filter(agency=agency)}
    for person in PEOPLE:
        if person.adult:
            rows = Adult.objects.filter(agency=agency, source_id=SOURCE, key=person.adult)
            rows.update(user=users[person.username])


def _second_step(user: User) -> str:
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def _work(agency: Agency, users: dict[str, User]) -> None:
    """Working relationships as the record itself says: who is tied to whom, in which room."""
    rows = [
        *_with_children(agency, users["demo-caseworker"], "caseworker", "carl"),
        *_with_children(agency, users["demo-home-visitor"], "home_visitor", "vera"),
    ]
    rooms = Room.objects.filter(agency=agency, source_id=SOURCE)
    toddlers = Enrolment.objects.live_on(today()).filter(child__key="milo", room__in=rooms).get()
    centre = rooms.filter(centre=toddlers.room.centre)
    in_rooms = [
        (users["demo-teacher"], "teacher", toddlers.room),
        (users["demo-consultant"], "consultant", toddlers.room),
        *((users["demo-director"], "director", room) for room in centre),
    ]
    begun = today() - timedelta(days=LONG_AGO)
    for user, kind, room in in_rooms:
        rows.append(
            WorkingRelationship(agency=agency, user=user, kind=kind, room=room, started_on=begun)
        )
    WorkingRelationship.objects.bulk_create(rows)
    Supervision.objects.bulk_create(
        Supervision(supervisor=users["demo-supervisor"], worker=users[worker], started_on=begun)
        for worker in ("demo-caseworker", "demo-home-visitor")
    )


def _with_children(agency: Agency, user: User, kind: str, adult: str) -> list[WorkingRelationship]:
    ties = Tie.objects.live_on(today()).filter(
        agency=agency, source_id=SOURCE, adult__key=adult, kind=kind
    )
    return [
        WorkingRelationship(agency=agency, user=user, kind=kind, child_id=child, started_on=started)
        for child, started in ties.values_list("child_id", "started_on")
    ]


def _own(agency: Agency, key: str) -> Child:
    return Child.objects.get(agency=agency, source_id=SOURCE, key=key)


def _family_rights(agency: Agency) -> None:
    """Rosa consents and is told, but not addresses; foster carers while the child is theirs."""
    adults = {
        adult.key: adult
        for adult in Adult.objects.filter(
            agency=agency, source_id=SOURCE, key__in=("rosa", "dana", "nell")
        )
    }
    rights = []
    for key, carer in (("milo", "dana"), ("lou", "nell")):
        child = _own(agency, key)
        since = Stay.objects.filter(child=child, ended_on=None).get().started_on
        rights += [
            FamilyRight(
                agency=agency,
                child=child,
                adult=adults["rosa"],
                consents=True,
                started_on=child.born_on or since,
                source="Care plan, section 3",
            ),
            FamilyRight(
                agency=agency,
                child=child,
                adult=adults[carer],
                sees_addresses=True,
                started_on=since,
                source="Placement agreement",
            ),
        ]
    FamilyRight.objects.bulk_create(rights)


def _consents(agency: Agency, consultant: User) -> None:
    rosa = Adult.objects.get(agency=agency, source_id=SOURCE, key="rosa")
    begun: date = today() - timedelta(days=60)
    Consent.objects.bulk_create(
        Consent(
            child=_own(agency, key),
            given_by=rosa,
            to_user=consultant,
            purpose="Thinking together about arrivals in the toddler room",
            scope=scope,
            started_on=begun,
            ended_on=begun + timedelta(days=180),
        )
        for key, scope in (("milo", Consent.Scope.RECORD), ("lou", Consent.Scope.TIES))
    )


def _readings(agency: Agency, consultant: User) -> None:
    """The demo's consultant has turned every row on; each says what it rests on."""
    CueRowOn.objects.bulk_create(
        CueRowOn(agency=agency, row_id=row_id, turned_on_by=consultant)
        for row_id in sorted(library().on("all"))
    )
