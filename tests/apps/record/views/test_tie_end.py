from __future__ import annotations

import pytest

from basehaven.apps.record.models import Tie
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "tie_end", cast.milo, cast.ties["teacher"])


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert (
            Page(client, user, "tie_end", cast.milo, cast.ties["teacher"]).get().status_code == 404
        )


def test_a_tie_ends_with_a_reason_and_stays(page, cast):
    assert saved(page.post(how="ended", ended_on=cast.ago(1), end_reason="staff_left"))
    tie = Tie.objects.get(pk=cast.ties["teacher"].pk)
    assert (tie.ended_on, tie.end_reason) == (cast.ago(1), "staff_left")


def test_a_tie_may_go_on_in_another_way_instead_of_ending(page, cast):
    assert saved(page.post(how="goes_on", ended_on=cast.ago(1), mode="letter"))
    tie = Tie.objects.get(pk=cast.ties["teacher"].pk)
    assert tie.ended_on is None and tie.spells.get(ended_on=None).mode == "letter"


def test_no_contact_for_now_interrupts_a_tie_and_does_not_end_it(page, cast):
    assert saved(page.post(how="no_contact", ended_on=cast.ago(1), reason="hospital"))
    now = cast.ties["teacher"].spells.get(ended_on=None)
    assert (now.mode, now.reason) == ("none", "hospital")
    assert Tie.objects.get(pk=cast.ties["teacher"].pk).ended_on is None


def test_the_page_points_to_correcting_when_the_tie_was_never_so(page):
    assert "correct it" in text_of(page.get())


@pytest.mark.parametrize(
    ("how", "field"), [("ended", "end_reason"), ("goes_on", "mode"), ("no_contact", "reason")]
)
def test_each_way_asks_what_it_needs_and_keeps_what_was_typed(page, cast, how, field):
    response = page.post(how=how, ended_on=cast.ago(4))
    assert field in wrong(response)
    assert cast.ago(4).isoformat() in text_of(response)


def test_an_end_before_the_start_comes_back_in_words(page, cast):
    response = page.post(how="ended", ended_on=cast.day(1), end_reason="moved")
    assert "before it starts" in wrong(response)["ended_on"]


def test_restrictions_stand_in_words_on_the_page(client, cast):
    father = Page(client, cast.caseworker, "tie_end", cast.milo, cast.ties["father"])
    assert "Family court order 17/231" in text_of(father.get())


def test_a_tie_of_another_child_is_not_found(client, cast):
    other = Page(client, cast.caseworker, "tie_end", cast.lou, cast.ties["teacher"])
    assert other.get().status_code == 404


def test_where_an_order_forbids_contact_the_page_proposes_none(client, cast):
    father = Page(client, cast.caseworker, "tie_end", cast.milo, cast.ties["father"])
    shown = text_of(father.get())
    assert "stay in touch" not in shown and "a visit now and then" not in shown
    assert "how" in wrong(father.post(how="goes_on", ended_on=cast.ago(1), mode="phone"))
