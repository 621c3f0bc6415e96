from __future__ import annotations

import pytest

from basehaven.apps.record.models import Shift
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def shift(cast):
    shift = Shift.objects.get(adult=cast.adults["backup"])
    cast.do("row_mark_error", row=shift, reason="slip")
    return shift


@pytest.fixture
def page(client, cast, shift):
    return Page(client, cast.director, "shift_restore", cast.rooms["toddler"], shift)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast, shift):
    for user in (cast.stranger, cast.teacher, cast.caseworker, cast.parent):
        address = ("shift_restore", cast.rooms["toddler"], shift)
        assert Page(client, user, *address).get().status_code == 404


def test_a_shift_taken_off_by_mistake_counts_again(page, cast, shift):
    listed = text_of(Page(page.client, cast.director, "room_show", cast.rooms["toddler"]).get())
    assert "entered in error" in listed and page.address in listed
    assert saved(page.post(reason_kind="told"))
    shift.refresh_from_db()
    assert not shift.entered_in_error


def test_without_a_reason_it_comes_back_as_typed(page):
    response = page.post(reason_words="he did come")
    assert "reason_kind" in wrong(response)
    assert "he did come" in text_of(response)


def test_it_is_refused_when_the_person_is_down_elsewhere_by_now(page, cast, shift):
    times = {"from_at": shift.from_at, "to_at": shift.to_at}
    cast.do("shift_add", adult=shift.adult, room=cast.rooms["baby"], **times)
    response = page.post(reason_kind="told")
    assert "already has a shift" in str(wrong(response))
