"""The SQL of the grounds, held against the same rules written with the ORM."""

from __future__ import annotations

import uuid
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from basehaven.apps.accounts.models import Role, Supervision, User
from basehaven.apps.consent.models import Consent
from basehaven.apps.record.access import (
    children_for,
    sight_of,
)
from basehaven.apps.record.models import (
    Child,
    Enrolment,
    FamilyRight,
    Restriction,
    WorkingRelationship,
)

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def by_the_rules(user: User, day) -> set[int]:
    """The same rules once more, written with the ORM: what the SQL is held against."""
    if not user.is_active or user.role in (Role.ANALYST, Role.FUNDER, Role.NONE):
        return set()
    children = Child.objects.filter(
        agency=user.agency, entered_in_error=False, sealed_at=None, merged_into=None
    )
    if user.role != Role.DATA_MANAGER:
        workers = {user.pk}
        if user.role in (Role.SUPERVISOR, Role.DIRECTOR):
            mine = Supervision.objects.live_on(day).filter(supervisor=user)
            workers |= {
                each.worker_id
                for each in mine.select_related("worker")
                if each.worker.is_active and each.worker.agency_id == user.agency_id
            }
        opened: set[int] = set()
        for work in WorkingRelationship.objects.live_on(day).filter(user__in=workers):
            if work.agency_id != user.agency_id:
                continue
            if work.child_id:
                opened.add(work.child_id)
            elif work.kind in ("teacher", "director", "consultant"):
                enrolled = work.room.enrolments.standing().live_on(day)
                opened |= set(enrolled.values_list("child_id", flat=True))
        rights = FamilyRight.objects.live_on(day).filter(adult__user=user, is_told=True)
        opened |= set(rights.values_list("child_id", flat=True))
        shared = Consent.objects.in_force(day).filter(to_user=user)
        opened |= set(shared.values_list("child_id", flat=True))
        children = children.filter(pk__in=opened)
    orders = Restriction.objects.standing().live_on(day).filter(adult__user=user)
    told_nothing = orders.filter(kind="no_information").values_list("child_id", flat=True)
    return set(children.values_list("pk", flat=True)) - set(told_nothing)


def a_random_agency(cast, random: Random) -> None:
    """Rows of every kind at random, with dates around today and mistakes among them."""
    users = list(cast.everyone().values())
    adults = list(cast.adults.values())
    children = [cast.milo, cast.lou, cast.other_child, cast.strangers_child]
    rooms = list(cast.rooms.values())

    def dates():
        started = cast.today + timedelta(days=random.choice([-9, -1, 0, 1]))
        ends = [None, *(started + timedelta(days=n) for n in (0, 1, 2, 9))]
        return {"started_on": started, "ended_on": random.choice(ends)}

    def row():
        return {
            "agency": random.choice([cast.agency, cast.other_agency]),
            "source_id": "x",
            "key": uuid.uuid4().hex,
            "entered_in_error": random.random() < 0.2,
        }

    for _ in range(25):
        child, user, adult = (random.choice(each) for each in (children, users, adults))
        agency = {"agency": random.choice([cast.agency, cast.agency, cast.other_agency])}
        where = random.choice([{"child": child}, {"room": random.choice(rooms)}])
        kind = random.choice(WorkingRelationship.Kind.values)
        WorkingRelationship.objects.create(user=user, kind=kind, **where, **agency, **dates())
        Enrolment.objects.create(child=child, room=random.choice(rooms), **row(), **dates())
        Supervision.objects.create(supervisor=user, worker=random.choice(users), **dates())
        told = random.random() < 0.7
        FamilyRight.objects.create(child=child, adult=adult, is_told=told, **agency, **dates())
        if random.random() < 0.3:
            what = random.choice(Restriction.Kind.values)
            Restriction.objects.create(child=child, adult=adult, kind=what, **row(), **dates())
        if random.random() < 0.3:
            days = dates()
            days["ended_on"] = days["ended_on"] or cast.today + timedelta(days=5)
            revoked = random.choice([None, timezone.now()])
            Consent.objects.create(
                child=child, given_by=adult, to_user=user, purpose="p", revoked_at=revoked, **days
            )
    cast.everyone()[random.choice(list(cast.everyone()))].is_active = False


@pytest.mark.parametrize("seed", range(12))
def test_the_sql_finds_what_the_rules_say_for_everybody_on_every_day(cast, seed):
    a_random_agency(cast, Random(seed))
    found = 0
    for who, user in cast.everyone().items():
        for days in (-9, -2, -1, 0, 1, 2):
            day = cast.today + timedelta(days=days)
            expected = by_the_rules(user, day)
            seen = set(children_for(user, day).values_list("pk", flat=True))
            assert seen == expected, (who, days)
            found += len(expected)
            for child in (cast.milo, cast.lou, cast.other_child, cast.strangers_child):
                opens = "see" in sight_of(user, child, day).may
                assert opens == (child.pk in expected), (who, days, child.name)
    assert found > 50
