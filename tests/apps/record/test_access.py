"""Who sees which child, and what of it: every ground, every restriction, one projection."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import connection
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone

from basehaven.apps.accounts.models import Role, Supervision, User
from basehaven.apps.consent.models import Consent
from basehaven.apps.record.access import (
    GROUNDS,
    VERBS,
    children_for,
    places_hidden_from,
    project,
    sight_of,
    with_child,
)
from basehaven.apps.record.access.verbs import table_as_markdown
from basehaven.apps.record.models import (
    Child,
    Enrolment,
    FamilyRight,
    Restriction,
    WorkingRelationship,
)
from basehaven.apps.record.queries.child_record import load_child_record
from basehaven.core.errors import WrongSetting

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def sees(user: User, child: Child, on=None) -> bool:
    return children_for(user, on).filter(ref=child.ref).exists()


def what(cast, who: str, child: Child | None = None):
    """A child's record as somebody of the cast sees it."""
    child = child or cast.milo
    return project(load_child_record(child), sight_of(cast.users[who], child))


# Whom


@pytest.mark.parametrize(
    "who",
    [
        "parent",
        "father",
        "foster_carer",
        "teacher",
        "home_visitor",
        "consultant",
        "caseworker",
        "supervisor",
        "director",
        "data_manager",
    ],
)
def test_those_who_work_with_milo_or_are_family_see_him_and_not_the_other_child(cast, who):
    assert sees(cast.users[who], cast.milo)
    if who != "data_manager":
        assert not sees(cast.users[who], cast.other_child)


@pytest.mark.parametrize("who", ["analyst", "funder", "stranger"])
def test_an_analyst_a_funder_and_a_stranger_see_no_child_of_the_agency(cast, who):
    assert not children_for(cast.users[who]).filter(agency=cast.agency).exists()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.FUNDER, Role.NONE])
def test_rows_that_would_open_a_child_open_none_for_whoever_works_with_figures(cast, role):
    cast.teacher.role = role
    assert not sees(cast.teacher, cast.milo)
    assert sight_of(cast.teacher, cast.milo).may == frozenset()


def test_the_data_manager_sees_all_of_the_agency_and_nothing_of_another(cast):
    assert sees(cast.data_manager, cast.other_child)
    assert not sees(cast.data_manager, cast.strangers_child)


def test_a_stranger_sees_the_child_of_their_own_agency_only(cast):
    assert list(children_for(cast.stranger)) == [cast.strangers_child]


def test_work_that_has_ended_opens_nothing_from_that_day_on(cast):
    work = WorkingRelationship.objects.get(user=cast.home_visitor, child=cast.milo)
    work.ended_on = cast.ago(10)
    work.save()
    assert sees(cast.home_visitor, cast.milo, cast.ago(11))
    assert not sees(cast.home_visitor, cast.milo, cast.ago(10))
    assert not sees(cast.home_visitor, cast.milo)


def test_the_teacher_stops_seeing_a_child_who_leaves_the_room(cast):
    enrolment = cast.milo.enrolments.get(ended_on=None)
    enrolment.ended_on = cast.today
    enrolment.save()
    assert not sees(cast.teacher, cast.milo)
    assert sees(cast.teacher, cast.milo, cast.ago(1))


def test_an_enrolment_entered_in_error_opens_nothing(cast):
    cast.milo.enrolments.filter(ended_on=None).update(entered_in_error=True)
    assert not sees(cast.teacher, cast.milo)


def test_a_home_visitors_row_for_a_room_opens_no_child(cast):
    WorkingRelationship.objects.filter(user=cast.home_visitor).delete()
    WorkingRelationship.objects.create(
        agency=cast.agency,
        user=cast.home_visitor,
        kind="home_visitor",
        room=cast.rooms["toddler"],
        started_on=cast.ago(5),
    )
    assert not sees(cast.home_visitor, cast.milo)
    assert sight_of(cast.home_visitor, cast.milo).may == frozenset()


def test_a_supervisor_sees_what_the_worker_sees_for_as_long_as_they_supervise(cast):
    assert sees(cast.supervisor, cast.milo)
    Supervision.objects.filter(supervisor=cast.supervisor).update(ended_on=cast.today)
    assert not sees(cast.supervisor, cast.milo)
    assert sight_of(cast.supervisor, cast.milo).may == frozenset()


def test_work_of_somebody_whose_account_is_closed_opens_nothing_for_their_supervisor(cast):
    User.objects.filter(pk__in=[cast.caseworker.pk, cast.home_visitor.pk]).update(is_active=False)
    assert not sees(cast.supervisor, cast.milo)
    assert sight_of(cast.supervisor, cast.milo).may == frozenset()


def test_a_row_of_supervision_opens_nothing_for_somebody_who_is_no_supervisor(cast):
    Supervision.objects.create(
        supervisor=cast.consultant, worker=cast.caseworker, started_on=cast.ago(5)
    )
    assert not sees(cast.consultant, cast.lou)


def test_a_worker_of_another_agency_is_no_ground_even_with_a_row(cast):
    WorkingRelationship.objects.create(
        agency=cast.agency,
        user=cast.stranger,
        kind="caseworker",
        child=cast.milo,
        started_on=cast.ago(5),
    )
    assert not sees(cast.stranger, cast.milo)
    assert sight_of(cast.stranger, cast.milo).may == frozenset()


def test_family_who_are_not_told_do_not_see_the_child(cast):
    FamilyRight.objects.filter(adult=cast.adults["parent"]).update(is_told=False)
    assert not sees(cast.parent, cast.milo)


def test_a_family_right_that_has_ended_opens_nothing(cast):
    FamilyRight.objects.filter(adult=cast.adults["parent"]).update(ended_on=cast.today)
    assert not sees(cast.parent, cast.milo)


@pytest.mark.parametrize("who", ["parent", "teacher", "caseworker", "data_manager"])
def test_an_order_that_somebody_is_told_nothing_outranks_right_work_and_role(cast, who):
    user = cast.users[who]
    adult = cast.adults.get(who) or cast.do("adult_create", name="Own Person", user=user)
    cast.do(
        "restriction_add",
        child=cast.milo,
        adult=adult,
        kind="no_information",
        started_on=cast.ago(3),
        source="Order",
    )
    assert not sees(user, cast.milo)
    assert sight_of(user, cast.milo).may == frozenset()


def consent(cast, to: User, **values) -> Consent:
    return Consent.objects.create(
        **{
            "child": cast.other_child,
            "given_by": cast.adults["parent"],
            "to_user": to,
            "purpose": "to think together",
            "started_on": cast.ago(2),
            "ended_on": cast.today + timedelta(days=30),
            **values,
        }
    )


def test_consent_opens_the_child_and_revoking_it_closes_them_at_once(cast):
    given = consent(cast, cast.consultant)
    assert sees(cast.consultant, cast.other_child)
    given.revoked_at = timezone.now()
    given.save()
    assert not sees(cast.consultant, cast.other_child)
    assert sight_of(cast.consultant, cast.other_child).may == frozenset()


def test_consent_ends_by_itself_on_its_last_day(cast):
    consent(cast, cast.consultant, ended_on=cast.today)
    assert not sees(cast.consultant, cast.other_child)


@pytest.mark.parametrize("how", ["sealed", "merged", "mistaken"])
def test_a_sealed_merged_or_mistaken_record_is_nobodys(cast, how):
    if how == "sealed":
        cast.milo.sealed_at = timezone.now()
    elif how == "merged":
        cast.milo.merged_into = cast.lou
    else:
        cast.milo.entered_in_error = True
    cast.milo.save()
    for name, user in cast.everyone().items():
        assert not sees(user, cast.milo), name


def test_a_disabled_account_sees_nothing(cast):
    cast.caseworker.is_active = False
    assert not sees(cast.caseworker, cast.milo)


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


# What


def canaries(cast) -> dict[str, set[str]]:
    homes = {name: {home.name, home.address} for name, home in cast.homes.items()}
    rooms = {"Baby room", "Toddler room", "Willow House"}
    return {**homes, "rooms": rooms, "addresses": {h.address for h in cast.homes.values()}}


def test_the_caseworker_sees_homes_and_addresses_confidential_ones_too(cast):
    record = what(cast, "caseworker")
    assert "12 Alder Way" in repr(record)
    assert "7 Old Mill Lane" in repr(record)
    assert record.hidden == ()


def test_the_parent_learns_neither_name_nor_address_of_a_confidential_home(cast):
    shown = repr(what(cast, "parent"))
    for canary in ("Dana Okafor's home", "12 Alder Way", "Kay Novak's home", "7 Old Mill Lane"):
        assert canary not in shown
    assert "4 Quay Street" in shown  # their own home
    assert "Toddler room" in shown


def test_the_parent_does_not_learn_where_a_sibling_in_secret_is(cast):
    record = what(cast, "parent")
    (lou,) = record.siblings
    assert lou.name == "Lou Marin"
    assert (lou.child_ref, lou.lives_together, lou.together) == ("", None, ())
    assert str(cast.lou.ref) not in repr(record)
    assert "Nell Quist" not in repr(record)


def test_whoever_may_open_the_sibling_themselves_is_told_where_they_are(cast):
    (lou,) = what(cast, "caseworker").siblings
    assert lou.child_ref == str(cast.lou.ref)
    assert lou.lives_together is False


def test_a_sibling_of_whom_somebody_is_told_nothing_is_not_there_for_them(cast):
    cast.do(
        "restriction_add",
        child=cast.lou,
        adult=cast.adults["parent"],
        kind="no_information",
        started_on=cast.ago(3),
        source="Order",
    )
    record = what(cast, "parent")
    assert record.siblings == ()
    assert "Lou Marin" not in repr(record)


def test_an_order_hides_every_place_and_every_name_that_leads_there(cast):
    record = what(cast, "father")
    shown = repr(record)
    hidden = set.union(*canaries(cast).values()) | {
        "Dana Okafor",
        "Kay Novak",
        "Ana Lindqvist",
        "Vera Castillo",
        "Tomás Rivas",
        "Lin Park",
        "Carl Mensah",
        "North",
    }
    assert [name for name in hidden if name in shown] == []
    assert record.presence is None
    assert {stay.kind for stay in record.stays} == {"parent_home", "foster"}
    assert "Rosa Marin" in shown
    assert "Ida Marin" in shown
    for room in record.rooms:
        assert (room.room_ref, room.room_name, room.centre) == ("", "", "")


def test_somebody_kept_away_learns_nothing_from_who_lives_with_the_child_or_how_often(cast):
    record = what(cast, "father")
    spells = [spell for tie in record.ties for spell in tie.spells]
    assert all(spell.lives_with is None and spell.hours_per_week is None for spell in spells)
    assert set(record.rhythms) | set(record.last_contact) <= {str(cast.adults["father"].ref)}


def test_somebody_kept_away_sees_their_own_order_and_nobody_elses(cast):
    assert {row.adult_id for row in what(cast, "father").restrictions} == {
        str(cast.adults["father"].ref)
    }


def test_kin_who_house_the_child_have_no_name_for_somebody_kept_away(cast):
    cast.do(
        "tie_spell_add",
        tie=cast.ties["grandmother"],
        started_on=cast.ago(5),
        lives_with=True,
        mode="in_person",
    )
    shown = repr(what(cast, "father"))
    assert "Ida Marin" not in shown
    assert "Nana" not in shown


def test_an_order_that_ended_hides_nothing_any_more(cast):
    cast.milo.restrictions.filter(adult=cast.adults["father"]).update(ended_on=cast.today)
    assert "Toddler room" in repr(what(cast, "father"))


def test_an_order_hides_places_from_a_worker_of_the_child_too(cast):
    cast.do(
        "restriction_add",
        child=cast.milo,
        adult=cast.adults["caseworker"],
        kind="hide_address",
        started_on=cast.ago(3),
        source="Order",
    )
    shown = repr(what(cast, "caseworker"))
    assert not any(address in shown for address in canaries(cast)["addresses"])
    assert cast.milo.pk in list(
        Child.objects.filter(pk__in=places_hidden_from(cast.caseworker)).values_list(
            "pk", flat=True
        )
    )


def test_the_teacher_sees_people_and_today_but_no_home_by_name_and_no_reason(cast):
    record = what(cast, "teacher")
    shown = repr(record)
    assert record.presence is not None
    assert "Dana Okafor" in shown
    assert record.homes == {}
    assert "Dana Okafor's home" not in shown
    assert "prison" not in shown
    assert {row.kind for row in record.restrictions} >= {"no_pickup", "no_contact"}
    assert "Family court order 17/231" in shown


def test_the_home_visitor_sees_the_present_confidential_home_and_not_the_one_before(cast):
    shown = repr(what(cast, "home_visitor"))
    assert "12 Alder Way" in shown
    assert "7 Old Mill Lane" not in shown


def test_the_foster_carer_sees_their_own_home_and_not_the_secret_one_before(cast):
    shown = repr(what(cast, "foster_carer"))
    assert "12 Alder Way" in shown
    assert "7 Old Mill Lane" not in shown


def test_the_consultant_sees_no_home_order_or_reason(cast):
    record = what(cast, "consultant")
    shown = repr(record)
    assert record.homes == {}
    assert "17/231" not in shown
    assert "prison" not in shown


def test_consent_to_the_ties_shows_people_and_no_place_at_all(cast):
    WorkingRelationship.objects.filter(user=cast.consultant).delete()
    consent(cast, cast.consultant, child=cast.milo)
    record = what(cast, "consultant")
    shown = repr(record)
    assert "Rosa Marin" in shown
    assert record.stays == record.rooms == record.removals == record.primaries == ()
    assert record.presence is None
    assert not any(name in shown for name in set.union(*canaries(cast).values()))


def test_two_grounds_give_what_either_gives(cast):
    cast.do("adult_link_user", adult=cast.adults["teacher"], user=None)
    cast.do("adult_link_user", adult=cast.adults["foster_carer"], user=cast.teacher)
    sight = sight_of(cast.teacher, cast.milo)
    assert sight.sees_addresses
    assert "edit_ties" in sight.may
    assert "teacher of the room" in sight.grounds
    assert "family" in sight.grounds


def test_what_is_hidden_is_said_the_same_whether_or_not_there_is_anything(cast):
    with_homes = what(cast, "teacher")
    cast.milo.stays.all().delete()
    assert what(cast, "teacher").hidden == with_homes.hidden != ()


def test_projecting_twice_shows_no_more_and_no_less(cast):
    for who in ("parent", "father", "teacher", "caseworker", "foster_carer", "consultant"):
        sight = sight_of(cast.users[who], cast.milo)
        once = project(load_child_record(cast.milo), sight)
        assert project(once, replace(sight)) == once, who


def test_nobody_appears_among_the_people_of_whom_nothing_is_said(cast):
    for who in cast.everyone():
        sight = sight_of(cast.users[who], cast.milo)
        if not sight.may:
            continue
        record = project(load_child_record(cast.milo), sight)
        said = {tie.adult_id for tie in record.ties} | {r.adult_id for r in record.restrictions}
        said |= {row.adult_id for row in record.primaries}
        said |= {ref for stay in record.stays for ref in stay.carer_ids}
        said |= set(record.presence.adult_ids if record.presence else ())
        assert set(record.people) == said & set(record.people), who


# How


def test_no_ground_means_no_verb_and_no_part(cast):
    sight = sight_of(cast.consultant, cast.other_child)
    assert sight.may == frozenset()
    record = project(load_child_record(cast.milo), sight)
    assert not any(name in repr(record) for name in set.union(*canaries(cast).values()))


@pytest.mark.parametrize("who", ["teacher", "supervisor", "parent", "data_manager"])
def test_finding_a_child_and_the_sight_of_it_takes_three_queries(
    cast, who, django_assert_max_num_queries
):
    user = User.objects.get(pk=cast.users[who].pk)
    with django_assert_max_num_queries(3):
        child = children_for(user).filter(ref=cast.milo.ref).first()
        sight_of(user, child)


def plan(queryset) -> str:
    return queryset.explain() if connection.vendor == "sqlite" else ""


@pytest.mark.parametrize("who", ["teacher", "supervisor", "parent", "caseworker", "director"])
def test_one_child_is_found_through_indexes_alone(cast, who):
    steps = plan(children_for(cast.users[who]).filter(ref=cast.milo.ref)).splitlines()
    scans = [step for step in steps if re.search(r"\bSCAN\b", step) and "(subquery" not in step]
    assert scans == []


def test_a_verb_that_is_not_in_the_table_stops_start_up():
    with pytest.raises(WrongSetting, match="No such verb: 'edit_everything'"):
        with_child(may="edit_everything")


def test_a_child_one_may_see_but_not_edit_is_not_found_by_an_edit(cast):
    view = with_child(may="edit_ties")(lambda request, child: child)
    request = RequestFactory().get("/")
    request.user = cast.parent
    with pytest.raises(Http404):
        view(request, child=cast.milo.ref)


def test_a_reference_that_names_nobody_is_not_found(cast):
    view = with_child(may="see")(lambda request, child: child)
    request = RequestFactory().get("/")
    request.user = cast.caseworker
    with pytest.raises(Http404):
        view(request, child=uuid.uuid4())


def test_every_verb_is_given_by_some_ground():
    assert frozenset().union(*(ground.may for ground in GROUNDS.values())) == set(VERBS)


def test_grounds_fit_into_the_audit_trail():
    longest = max(len(f"supervisor of the {ground.words}") for ground in GROUNDS.values())
    assert longest <= 60


def test_the_page_about_access_shows_the_table_that_the_code_uses():
    page = Path("docs/explanation/access.md").read_text()
    assert table_as_markdown() in page, (
        "Put the output of basehaven.apps.record.access.verbs.table_as_markdown() into the page."
    )
