from __future__ import annotations

import pytest

from basehaven.apps.record.models import Version
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def open_as(client, cast, user):
    main = cast.milo.primary_spells.get(ended_on=None, rank="main")
    return Page(client, user, "primary_end", cast.milo, main)


@pytest.fixture
def page(client, cast):
    return open_as(client, cast, cast.director)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (cast.stranger, cast.analyst, cast.parent, cast.teacher):
        assert open_as(client, cast, user).get().status_code == 404


def test_somebody_is_no_longer_the_main_adult_and_the_tie_to_them_goes_on(page, cast):
    main = cast.milo.primary_spells.get(ended_on=None, rank="main")
    assert saved(page.post(ended_on=cast.ago(2), end_reason="staff_left"))
    main.refresh_from_db()
    assert (main.ended_on, main.end_reason) == (cast.ago(2), "staff_left")
    assert cast.milo.ties.get(adult=main.adult, kind="teacher").ended_on is None
    assert Version.objects.get(row_ref=main.ref).values["ended_on"] is None


def test_why_is_asked_and_the_day_stays(page, cast):
    response = page.post(ended_on=cast.ago(2))
    assert "end_reason" in wrong(response)
    assert cast.ago(2).isoformat() in text_of(response)


def test_a_day_to_come_or_before_the_beginning_is_refused(page, cast):
    assert "to come" in wrong(page.post(ended_on=cast.ago(-3), end_reason="other"))["ended_on"]
    before = page.post(ended_on=cast.day(1), end_reason="other")
    assert "before it starts" in wrong(before)["ended_on"]


def test_what_has_ended_does_not_end_twice(page, cast):
    page.post(ended_on=cast.ago(2), end_reason="staff_left")
    again = page.post(ended_on=cast.ago(1), end_reason="other")
    assert "already ended" in wrong(again)["__all__"]


def test_the_page_of_changes_leads_here(client, cast):
    listed = text_of(Page(client, cast.director, "child_edit", cast.milo).get())
    assert open_as(client, cast, cast.director).address in listed
