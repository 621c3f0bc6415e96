"""Which child somebody sees: every ground, every order."""

from __future__ import annotations

import pytest
from django.utils import timezone

from basehaven.apps.accounts.models import Role, Supervision, User
from basehaven.apps.record.access import (
    children_for,
    sight_of,
)
from basehaven.apps.record.models import (
    FamilyRight,
    WorkingRelationship,
)
from tests.apps.record.access.seeing import consent, sees

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


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
