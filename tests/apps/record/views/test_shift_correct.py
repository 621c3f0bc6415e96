from __future__ import annotations

import pytest
from django.utils import timezone

from basehaven.apps.record.models import Shift, Version
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def shift(cast):
    return Shift.objects.get(adult=cast.adults["backup"])


@pytest.fixture
def page(client, cast, shift):
    return Page(client, cast.director, "shift_correct", cast.rooms["toddler"], shift)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast, shift):
    for user in (cast.stranger, cast.teacher, cast.caseworker, cast.parent):
        address = ("shift_correct", cast.rooms["toddler"], shift)
        assert Page(client, user, *address).get().status_code == 404


def test_the_hours_are_put_right_and_the_old_ones_kept(page, cast, shift):
    typed = {"from_at": f"{cast.today}T08:00", "to_at": f"{cast.today}T16:00"}
    assert saved(page.post(**typed, reason_kind="told", reason_words="swapped"))
    shift.refresh_from_db()
    assert f"{timezone.localtime(shift.to_at):%H:%M}" == "16:00"
    assert Version.objects.get(row_ref=shift.ref).reason == "told: swapped"
    assert "swapped" in text_of(page.get())


def test_an_end_before_the_start_comes_back_as_typed(page, cast):
    typed = {"from_at": f"{cast.today}T16:00", "to_at": f"{cast.today}T08:00"}
    response = page.post(**typed, reason_kind="slip")
    assert "before it starts" in wrong(response)["to_at"]
    assert typed["from_at"] in text_of(response)


def test_a_shift_does_not_clash_with_itself(page):
    assert saved(page.post(reason_kind="slip"))


def test_a_shift_of_another_room_is_not_found_under_this_ones_address(client, cast, shift):
    address = ("shift_correct", cast.rooms["baby"], shift)
    assert Page(client, cast.director, *address).get().status_code == 404
