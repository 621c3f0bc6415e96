from __future__ import annotations

import re

import pytest

from tests.cast import sign_in
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def weekly(cast):
    """The neighbour came every week, and has not come for four."""
    neighbour = cast.adults["neighbour"]
    cast.milo.contacts.filter(adult=neighbour).delete()
    for weeks in range(4, 12):
        cast.do("contact_add", child=cast.milo, adult=neighbour, on=cast.ago(7 * weeks),
                kind="visit", kept=True)  # fmt: skip
    return neighbour


@pytest.fixture
def page(client, cast, weekly):
    return Page(client, cast.caseworker, "silence_explain", cast.milo, cast.ties["neighbour"])


def shown_on_the_page(client, user, child) -> str:
    sign_in(client, user)
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(client.get(child.get_absolute_url()))).split())


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (cast.stranger, cast.analyst, cast.parent, cast.consultant):
        page = Page(client, user, "silence_explain", cast.milo, cast.ties["neighbour"])
        assert page.get().status_code == 404
        assert page.client.post(page.address, {"why": "transport"}).status_code == 404


def test_one_touch_and_save_says_who_cancelled(page, cast, weekly):
    assert saved(page.post(why="transport"))
    said = cast.milo.contacts.get(adult=weekly, kept=False)
    assert (said.planned, said.cancelled_by) == (True, "transport")
    assert said.on == cast.ago(0)  # by their usual week, as the form had filled in


def test_what_was_said_then_stands_on_the_card_and_beside_the_person(client, page, cast):
    page.post(why="transport", on=cast.ago(7))
    said = shown_on_the_page(client, cast.caseworker, cast.milo)
    assert said.lower().count("cancelled by transport") >= 3  # card, map and list


def test_until_they_have_met_again(client, page, cast, weekly):
    page.post(why="transport", on=cast.ago(7))
    cast.do("contact_add", child=cast.milo, adult=weekly, on=cast.ago(1), kept=True)
    assert "cancelled" not in shown_on_the_page(client, cast.caseworker, cast.milo)


def test_one_touch_and_save_says_that_there_is_no_contact_for_now(client, page, cast):
    assert saved(page.post(why="none-hospital"))
    spell = cast.ties["neighbour"].spells.get(ended_on=None)
    assert (spell.mode, spell.reason) == ("none", "hospital")
    assert spell.started_on == cast.ago(27)  # the day after they last met
    said = shown_on_the_page(client, cast.caseworker, cast.milo)
    assert said.lower().count("no contact at present: hospital") >= 2


def test_somebody_who_is_two_things_to_the_child_comes_as_neither(page, cast, weekly):
    cast.do("tie_start", child=cast.milo, adult=weekly, kind="friend", started_on=cast.day(410),
            mode="in_person")  # fmt: skip
    assert saved(page.post(why="none-distance"))
    ties = cast.milo.ties.filter(adult=weekly)
    assert [tie.spells.get(ended_on=None).mode for tie in ties] == ["none", "none"]


def test_nothing_chosen_comes_back_with_the_day_typed(page):
    response = page.post(on="2025-11-02")
    assert "Choose what comes nearest" in wrong(response)["why"]
    assert "2025-11-02" in text_of(response)


def test_a_day_left_empty_is_asked_for_and_the_choice_is_kept(page):
    response = page.post(why="weather", on="")
    assert "required" in wrong(response)["on"]
    assert "started_on" not in wrong(response)
    assert 'value="weather" id="id_why_0_4" checked' in text_of(response)


def test_a_day_that_does_not_fit_what_is_recorded_says_so(page, cast):
    response = page.post(why="none-hospital", started_on=cast.day(300).isoformat())
    assert "tie itself begins" in wrong(response)["started_on"]


def test_a_plan_that_nobody_spoke_of_is_the_one_that_is_meant(page, cast, weekly):
    plan = cast.do("contact_add", child=cast.milo, adult=weekly, on=cast.ago(5), planned=True)
    form = page.get(on=cast.ago(5).isoformat()).context["form"]
    assert form.initial["on"] == cast.ago(5)
    assert saved(page.post(why="carer", on=cast.ago(5)))
    plan.refresh_from_db()
    assert (plan.kept, plan.cancelled_by) == (False, "carer")
    assert cast.milo.contacts.filter(adult=weekly, on=cast.ago(5)).count() == 1


def test_a_teacher_may_say_it_and_reads_what_was_said(client, cast, weekly):
    page = Page(client, cast.teacher, "silence_explain", cast.milo, cast.ties["neighbour"])
    assert saved(page.post(why="transport"))
    assert "cancelled by transport" in shown_on_the_page(client, cast.teacher, cast.milo).lower()


def test_restrictions_are_said_in_words(client, cast):
    page = Page(client, cast.caseworker, "silence_explain", cast.milo, cast.ties["father"])
    assert "no contact, may not pick up" in text_of(page.get())


def test_a_tie_that_has_ended_is_silent_for_good(client, cast):
    page = Page(client, cast.caseworker, "silence_explain", cast.milo, cast.ties["doula"])
    assert page.get().status_code == 404


def test_sent_twice_it_is_said_once(page, cast, weekly):
    sent = {**page.form(), "why": "transport"}
    for _time in range(2):
        assert page.client.post(page.address, sent).status_code == 302
    assert cast.milo.contacts.filter(adult=weekly, kept=False).count() == 1
