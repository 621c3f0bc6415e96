from __future__ import annotations

import pytest

from tests.posting import Page, text_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "pick", cast.milo, "adult")


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "pick", cast.milo, "adult").get().status_code == 404


def test_people_one_may_see_are_found_while_typing(page):
    assert "Nell Quist" in text_of(page.get(field="adult", adult_q="quist"))


def test_people_around_a_hidden_child_are_not_found(page, cast):
    hidden = cast.do("adult_create", name="Hidden Person", roles=["kin"])
    cast.do("tie_start", child=cast.other_child, adult=hidden, kind="kin", started_on=cast.ago(9))
    assert "Hidden" not in text_of(page.get(field="adult", adult_q="hidden person"))


def test_a_teacher_finds_no_homes(client, cast):
    assert Page(client, cast.teacher, "pick", cast.milo, "home").get().status_code == 404


def test_one_letter_is_not_enough(page):
    assert "radio" not in text_of(page.get(field="adult", adult_q="q"))


def test_no_other_table_can_be_searched(client, cast):
    assert Page(client, cast.caseworker, "pick", cast.milo, "user").get().status_code == 404


def test_a_name_with_a_slip_or_without_its_accent_is_found(client, cast):
    page = Page(client, cast.caseworker, "pick", cast.lou, "adult")
    assert "Tomás Rivas" in text_of(page.get(field="adult", adult_q="tomas rivvas"))


def test_a_brother_is_found_by_his_nickname_and_never_oneself(client, cast):
    page = Page(client, cast.caseworker, "pick", cast.lou, "child")
    assert "Milo Marin" in text_of(page.get(field="sibling", sibling_q="mimo"))
    own = Page(client, cast.caseworker, "pick", cast.milo, "child")
    assert "Milo Marin" not in text_of(own.get(field="sibling", sibling_q="mimo"))
