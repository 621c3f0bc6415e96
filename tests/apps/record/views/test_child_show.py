"""A child's page: what it shows, to whom, and in how many questions."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from basehaven.apps.audit.models import Look
from basehaven.apps.record.models import Child
from tests.apps.record.views.showing import page, text
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_the_page_shows_name_ages_who_is_there_the_map_and_the_list(client, cast):
    html = page(client, cast.caseworker, cast.milo)
    said = text(html)
    assert "Milo Marin 19 months, corrected 17" in said
    assert "with Ana Lindqvist and Ben Haile in Toddler room since" in said
    assert "home with Dana Okafor" in said
    assert html.count('<svg class="map ') == 2
    for name in ("Rosa Marin", "Ida Marin", "Kay Novak", "June Abara", "Lou Marin"):
        assert name in said


def test_a_stranger_cannot_tell_that_the_child_exists(client, cast):
    sign_in(client, cast.stranger)
    assert client.get(cast.milo.get_absolute_url()).status_code == 404
    assert client.get("/children/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_a_day_that_cannot_be_read_comes_back_as_typed(client, cast):
    said = text(page(client, cast.caseworker, cast.milo, "?on=31/05/2025"))
    assert "“31/05/2025” is not a day that can be read" in said


@pytest.mark.parametrize("query", ["?step=abc", "?step=99999", "?on=2025-99-99", "?known=soon"])
def test_a_nonsense_address_still_gives_a_page(client, cast, query):
    assert "Milo" in page(client, cast.caseworker, cast.milo, query)


def test_the_look_is_recorded_with_its_grounds(client, cast):
    page(client, cast.teacher, cast.milo)
    look = Look.objects.get(action="child_show")
    assert (look.child_ref, look.grounds) == (cast.milo.ref, "teacher of the room")


def test_restrictions_are_said_at_the_top_on_the_map_and_in_the_list(client, cast):
    html = page(client, cast.caseworker, cast.milo)
    order = "no contact, may not pick up, may not learn where the child is"
    assert text(html).count(f"{order} (Family court order 17/231)") >= 2
    (drawn,) = re.findall(r'<svg class="map map--wide".*?</svg>', html, re.DOTALL)
    warnings = " ".join(re.findall(r'class="map__warning"[^>]*>([^<]+)<', drawn))
    assert "no contact, may not pick up" in warnings


def test_whoever_is_kept_from_the_child_sees_no_place(client, cast):
    html = page(client, cast.father, cast.milo)
    for place in ("Alder Way", "Okafor's home", "Toddler room", "Baby room", "Willow House"):
        assert place not in html
    assert "Dana Okafor" not in html


def test_a_confidential_home_is_not_told_to_the_mother(client, cast):
    html = page(client, cast.parent, cast.milo)
    assert "Alder Way" not in html
    assert "Okafor&#x27;s home" not in html
    assert "Hidden Hollow" not in html


def test_the_time_slider_goes_back_before_birth_without_scripts(client, cast):
    html = page(client, cast.caseworker, cast.milo, f"?on={cast.day(-90)}")
    said = text(html)
    assert "not born yet" in said
    assert "added 1: June Abara" in said
    assert 'rel="next"' in html
    assert 'rel="prev"' not in html


def test_what_a_step_took_away_is_said_by_name(client, cast):
    said = text(page(client, cast.caseworker, cast.milo, f"?on={cast.day(335)}"))
    assert "taken away 1: Mia Trent" in said
    assert "Ana Lindqvist and Ben Haile" in said


def test_as_known_on_a_day_is_said_and_kept_apart(client, cast):
    html = page(client, cast.caseworker, cast.milo, f"?known={cast.ago(10)}")
    assert "as it was known on" in text(html)
    assert f'name="known" value="{cast.ago(10)}"' in html
    assert "Rosa Marin" not in html  # all was recorded today


def test_nobody_is_offered_what_they_may_not_do(client, cast):
    assert "Add a restriction" in page(client, cast.caseworker, cast.milo)
    assert "Add a restriction" not in page(client, cast.teacher, cast.milo)


@pytest.mark.parametrize("who", ["caseworker", "teacher", "parent", "foster_carer", "supervisor"])
def test_the_page_takes_fifteen_queries_at_most(client, cast, who):
    page(client, cast.users[who], cast.milo)
    with (
        CaptureQueriesContext(connections["default"]) as one,
        CaptureQueriesContext(connections["looks"]) as two,
    ):
        client.get(cast.milo.get_absolute_url())
    asked = [
        query["sql"]
        for query in one.captured_queries + two.captured_queries
        if not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
    ]
    assert len(asked) <= 15


def test_sixty_ties_ask_no_more_and_all_are_named(client, cast):
    people = [f"Person {number:02}" for number in range(60)]
    for number, name in enumerate(people):
        adult = cast.do("adult_create", name=name, roles=["friend"])
        tie = cast.do(
            "tie_start",
            child=cast.milo,
            adult=adult,
            kind="friend",
            started_on=cast.day(number * 5),
            hours_per_week=number % 40,
            mode="in_person",
        )
        if number % 4:
            ended = cast.day(number * 5 + 60)
            cast.do("tie_end", tie=tie, ended_on=ended, end_reason="other")
    html = page(client, cast.caseworker, cast.milo)
    (drawn,) = re.findall(r'<svg class="map map--wide".*?</svg>', html, re.DOTALL)
    assert [name for name in people if name not in drawn] == []
    with CaptureQueriesContext(connections["default"]) as asked:
        client.get(cast.milo.get_absolute_url())
    assert len(asked) <= 13


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"born_on": None, "born_precision": ""}, "age not known"),
        ({"born_on": None, "born_precision": "unborn", "due_on": 21}, "due in 3 weeks"),
        ({"born_on": -800, "born_precision": "year"}, "about 2 years"),
        ({"born_on": -5, "born_precision": "day"}, "5 days"),
    ],
)
def test_every_kind_of_birth_date_is_said_in_words(client, cast, values, said):
    days = {
        name: cast.today + timedelta(days=value) if isinstance(value, int) else value
        for name, value in values.items()
    }
    Child.objects.filter(pk=cast.other_child.pk).update(due_on=None)
    Child.objects.filter(pk=cast.other_child.pk).update(**days)
    assert said in text(page(client, cast.data_manager, cast.other_child))


def test_a_child_with_nothing_recorded_has_a_page_that_says_what_to_do(client, cast):
    said = text(page(client, cast.data_manager, cast.other_child))
    assert "Nobody is on the map of Zora yet" in said
    assert "Begin with whoever is there for the child today" in said


def test_no_style_or_script_stands_in_the_page(client, cast):
    html = page(client, cast.caseworker, cast.milo)
    assert " style=" not in html
    assert "<style" not in html
    assert not re.search(r"\son[a-z]+=\"", html)


@pytest.mark.parametrize("who", ["caseworker", "teacher", "director", "home_visitor"])
def test_everything_that_the_page_offers_can_be_done(client, cast, who):
    html = page(client, cast.users[who], cast.milo)
    for address in set(re.findall(r'href="(/children/[^"?]+/)"', html)):
        assert client.get(address).status_code == 200, address
