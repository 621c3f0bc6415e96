from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from basehaven.apps.record.actions.rules import PleaseCheck
from basehaven.core.errors import NotPossible

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def leave(cast, who, **values):
    adult = cast.adults[who] if who else None
    return cast.do(
        "attendance_leave",
        attendance=cast.attendance,
        left_at=timezone.now(),
        picked_up_by=adult,
        **values,
    )


def test_the_foster_carer_takes_the_child_home(cast):
    row = leave(cast, "foster_carer")
    assert row.extra["picked_up_by"].endswith(cast.adults["foster_carer"].key)


def test_a_person_under_a_no_contact_order_is_refused_in_words_with_the_order(cast):
    with pytest.raises(NotPossible, match=r"No contact \(Family court order 17/231\)") as error:
        leave(cast, "father")
    assert error.value.field == "picked_up_by"
    cast.attendance.refresh_from_db()
    assert cast.attendance.left_at is None


def test_a_person_who_may_not_pick_up_is_refused_even_if_somebody_has_checked(cast):
    cast.do(
        "restriction_add",
        child=cast.milo,
        adult=cast.adults["neighbour"],
        kind="no_pickup",
        started_on=cast.ago(2),
        source="Care plan",
    )
    with pytest.raises(NotPossible, match="May not pick up"):
        leave(cast, "neighbour", checked=True)


def test_supervised_contact_only_is_asked_about(cast):
    cast.do(
        "restriction_add",
        child=cast.milo,
        adult=cast.adults["parent"],
        kind="supervised_only",
        started_on=cast.ago(2),
        source="Care plan",
    )
    with pytest.raises(PleaseCheck, match="supervisor"):
        leave(cast, "parent")
    assert leave(cast, "parent", checked=True).left_at


def test_nobody_leaves_twice_or_before_arriving(cast):
    with pytest.raises(NotPossible, match="arrived at"):
        cast.do(
            "attendance_leave",
            attendance=cast.attendance,
            left_at=cast.attendance.arrived_at - timedelta(minutes=5),
        )
    leave(cast, None)
    with pytest.raises(NotPossible, match="already left"):
        leave(cast, None)


def test_nobody_arrives_twice(cast):
    with pytest.raises(NotPossible, match="already here"):
        cast.do(
            "attendance_arrive",
            child=cast.milo,
            room=cast.rooms["toddler"],
            arrived_at=timezone.now(),
        )


def test_a_child_arrives_in_a_room_they_are_enrolled_in(cast):
    with pytest.raises(NotPossible, match="not enrolled"):
        cast.do(
            "attendance_arrive",
            child=cast.milo,
            room=cast.rooms["baby"],
            arrived_at=timezone.now(),
        )


def test_a_contact_that_an_order_forbids_is_not_planned(cast):
    with pytest.raises(NotPossible, match="forbids contact"):
        cast.do(
            "contact_add",
            child=cast.milo,
            adult=cast.adults["father"],
            on=cast.today + timedelta(days=3),
            planned=True,
        )


def test_a_contact_that_took_place_is_recorded_whatever_the_order_says(cast):
    assert cast.do(
        "contact_add", child=cast.milo, adult=cast.adults["father"], on=cast.ago(1), kept=True
    ).pk


def test_what_took_place_was_not_cancelled(cast):
    with pytest.raises(NotPossible, match="Choose one"):
        cast.do(
            "contact_add",
            child=cast.milo,
            adult=cast.adults["parent"],
            on=cast.ago(1),
            kept=True,
            cancelled_by="agency",
        )
