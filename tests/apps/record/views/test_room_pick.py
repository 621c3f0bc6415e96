from __future__ import annotations

import pytest

from tests.posting import Page, text_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.director, "room_pick", cast.rooms["toddler"])


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (cast.stranger, cast.teacher, cast.caseworker, cast.parent):
        room = cast.rooms["toddler"]
        assert Page(client, user, "room_pick", room).get(adult_q="Ana").status_code == 404


def test_a_colleague_is_found_by_a_misspelt_name(page, cast):
    shown = text_of(page.get(adult_q="Ana Lindkvist"))
    assert "Ana Lindqvist" in shown and str(cast.adults["teacher"].ref) in shown


def test_one_letter_finds_nobody_yet(page):
    assert "Ana" not in text_of(page.get(adult_q="A"))


def test_nobody_of_a_child_whom_one_may_not_see_is_found(page):
    assert "Quist" not in text_of(page.get(adult_q="Nell Quist"))
