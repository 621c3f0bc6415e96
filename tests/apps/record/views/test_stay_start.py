from __future__ import annotations

import pytest

from basehaven.apps.record.models import Home
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "stay_start", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "stay_start", cast.milo).get().status_code == 404


def test_a_move_to_a_home_new_to_the_record(page, cast):
    response = page.post(
        kind="kin",
        home="new",
        new_home="Ida's flat",
        new_address="2 Hill",
        removal="",
        carers=[cast.adults["grandmother"]],
        started_on=cast.ago(2),
    )
    assert saved(response)
    now = cast.milo.stays.get(ended_on=None)
    assert (now.home.name, now.home.confidential) == ("Ida's flat", True)
    assert list(now.carers.all()) == [cast.adults["grandmother"]]
    assert cast.milo.stays.get(ended_on=cast.ago(2)).home == cast.homes["foster"]


def test_shared_care_between_two_homes(client, cast):
    child = cast.do("child_create", name="Sam", born_on=cast.ago(300))
    page = Page(client, cast.caseworker, "stay_start", child)
    for home in ("At mum's", "At dad's"):
        assert saved(
            page.post(
                kind="parent_home",
                home="new",
                new_home=home,
                started_on=cast.ago(90),
                shared="true",
                ends_current=None,
            )
        )
    assert child.stays.live_on(cast.today).count() == 2


def test_two_main_homes_come_back_with_everything_typed(page, cast):
    response = page.post(
        kind="kin", home="new", new_home="Ida's flat", started_on=cast.ago(2), ends_current=None
    )
    assert "shared care" in wrong(response)["started_on"]
    assert "Ida's flat" in text_of(response)
    assert not Home.objects.filter(name="Ida's flat").exists()


def test_the_open_period_of_care_is_chosen_already(page, cast):
    assert page.form()["removal"] == str(cast.removal.ref)


def test_a_home_of_another_child_is_found_by_name(page, cast):
    response = page.post(find="home", home_q="quist")
    assert response.status_code == 200 and "Nell Quist's home" in text_of(response)


def test_a_new_home_needs_a_name(page, cast):
    assert "new_home" in wrong(page.post(kind="kin", home="new", started_on=cast.ago(2)))


def test_a_home_visitor_does_not_move_children(client, cast):
    assert Page(client, cast.home_visitor, "stay_start", cast.milo).get().status_code == 404


def test_who_may_care_at_home_is_offered_with_what_restricts_them_and_no_staff(page):
    offered = dict(page.get().context["form"].fields["carers"].choices)
    words = " ".join(offered.values())
    assert "Gus Marin, parent: no contact" in words and "Ana Lindqvist" not in words
