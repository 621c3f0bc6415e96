from __future__ import annotations

import pytest

from basehaven.apps.record.models import Shift
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def shift(cast):
    return Shift.objects.get(adult=cast.adults["backup"])


@pytest.fixture
def page(client, cast, shift):
    return Page(client, cast.director, "shift_mark_error", cast.rooms["toddler"], shift)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast, shift):
    for user in (cast.stranger, cast.teacher, cast.caseworker, cast.parent):
        address = ("shift_mark_error", cast.rooms["toddler"], shift)
        assert Page(client, user, *address).get().status_code == 404


def test_a_shift_that_nobody_works_leaves_the_childs_page(client, cast, page, shift):
    def with_whom():
        shown = text_of(Page(client, cast.caseworker, "child_show", cast.milo).get())
        return shown.split('class="child-head__now"')[1].split("</p>")[0]

    assert "Ben Haile" in with_whom()
    page = Page(client, cast.director, "shift_mark_error", cast.rooms["toddler"], shift)
    assert saved(page.post(reason_kind="wrong_person"))
    assert "Ben Haile" not in with_whom()


def test_without_a_reason_it_comes_back_as_typed(page):
    response = page.post(reason_words="Ben was never down")
    assert "reason_kind" in wrong(response)
    assert "Ben was never down" in text_of(response)
