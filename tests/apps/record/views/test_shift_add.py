from __future__ import annotations

import pytest
from django.utils import timezone

from basehaven.apps.record.models import Adult, Shift
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def open_as(client, cast, user, room="baby"):
    return Page(client, user, "shift_add", cast.rooms[room])


@pytest.fixture
def page(client, cast):
    return open_as(client, cast, cast.director)


@pytest.fixture
def hours(cast):
    day = cast.ago(-1)  # the cast is down for the whole of today
    return {"from_at": f"{day}T07:30", "to_at": f"{day}T15:30"}


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (cast.stranger, cast.teacher, cast.caseworker, cast.parent):
        assert open_as(client, cast, user).get().status_code == 404


def test_a_colleague_is_down_for_some_hours(page, cast, hours):
    assert saved(page.post(adult=cast.adults["teacher"], **hours))
    shift = Shift.objects.get(room=cast.rooms["baby"])
    began = timezone.localtime(shift.from_at)
    assert (shift.adult, f"{began:%H:%M}") == (cast.adults["teacher"], "07:30")


def test_somebody_new_is_put_on_the_record_with_the_shift(page, hours):
    assert saved(page.post(adult="new", new_name="Noor Haddad", **hours))
    assert Adult.objects.get(name="Noor Haddad").roles == ["teacher"]


def test_an_end_before_the_start_comes_back_as_typed(page, cast, hours):
    turned = {"from_at": hours["to_at"], "to_at": hours["from_at"]}
    response = page.post(adult=cast.adults["teacher"], **turned)
    assert "before it starts" in wrong(response)["to_at"]
    assert turned["from_at"] in text_of(response)


def test_longer_than_a_day_is_a_slip(page, cast, hours):
    response = page.post(
        adult=cast.adults["teacher"], **{**hours, "to_at": f"{cast.ago(-9)}T15:30"}
    )
    assert "longer than a day" in wrong(response)["to_at"]


def test_nobody_is_in_two_rooms_at_once(page, cast, hours):
    page.post(adult=cast.adults["teacher"], **hours)
    again = page.post(adult=cast.adults["teacher"], **hours)
    assert "already has a shift" in wrong(again)["from_at"]


def test_those_who_work_in_the_room_are_offered_and_the_last_hours_filled_in(client, cast):
    page = open_as(client, cast, cast.director, "toddler")
    shown = text_of(page.get())
    assert "Ana Lindqvist" in shown and "Ben Haile" in shown
    assert page.form()["from_at"] == f"{cast.today}T00:00"


def test_the_search_works_without_javascript(page, cast):
    found = page.post(adult_q="Lindkvist", find="adult")
    assert str(cast.adults["teacher"].ref) in text_of(found)
