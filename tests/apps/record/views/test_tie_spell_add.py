from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "tie_spell_add", cast.milo, cast.ties["parent"])


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert (
            Page(client, user, "tie_spell_add", cast.milo, cast.ties["parent"]).get().status_code
            == 404
        )


def test_a_parent_abroad_stays_a_parent_who_calls(page, cast):
    assert saved(page.post(started_on=cast.ago(3), mode="video", reason="deployment"))
    now = cast.ties["parent"].spells.get(ended_on=None)
    assert (now.mode, now.reason) == ("video", "deployment")
    assert cast.milo.ties.get(pk=cast.ties["parent"].pk).ended_on is None


def test_a_parent_in_prison_keeps_the_tie_without_contact(page, cast):
    assert saved(page.post(started_on=cast.ago(3), mode="none", reason="prison"))
    assert cast.ties["parent"].spells.get(ended_on=None).reason == "prison"


def test_what_cannot_be_comes_back_as_typed(page, cast):
    response = page.post(started_on=cast.ago(3), mode="none", hours_per_week="4")
    assert "Choose one" in wrong(response)["mode"]
    assert 'value="4"' in text_of(response)


def test_a_week_of_two_hundred_hours_is_refused(page, cast):
    assert "168" in wrong(page.post(started_on=cast.ago(3), hours_per_week="200"))["hours_per_week"]


def test_contact_that_an_order_forbids_is_asked_about_before_it_is_written_down(client, cast):
    father = Page(client, cast.caseworker, "tie_spell_add", cast.milo, cast.ties["father"])
    typed = {"started_on": cast.ago(3), "mode": "phone"}
    assert "forbids contact" in wrong(father.post(**typed))["mode"]
    assert saved(father.post(**typed, checked="on"))
