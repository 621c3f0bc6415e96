from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import sign_in
from tests.posting import text_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def search(client, user, words, **query):
    sign_in(client, user)
    return client.get(reverse("search"), {"q": words, **query})


def test_a_caseworker_finds_a_child_with_age_home_and_room(client, cast):
    page = search(client, cast.caseworker, "mylo marin")
    said = text_of(page)
    assert "Milo Marin" in said
    assert "19 months" in said
    assert "Toddler room" in said
    assert "Dana Okafor" in said
    assert cast.milo.get_absolute_url() in page.content.decode()


def test_a_stranger_reads_the_same_as_for_a_name_that_nobody_has(client, cast):
    def told(words):
        return search(client, cast.stranger, words, fragment="1").content

    nobody = told("qqqq wwww")
    for words in ("Milo Marin", "Rosa Marin", str(cast.milo.ref)):
        assert told(words) == nobody


def test_signed_out_one_is_asked_to_sign_in(client, cast):
    answer = client.get(reverse("search"), {"q": "milo"})
    assert answer.status_code == 302
    assert "login" in answer["Location"]


@pytest.mark.parametrize(
    "words", ["", "m", "   ", "\x00\x00", "<script>alert(1)</script>", "x" * 5000]
)
def test_whatever_is_typed_the_page_answers_and_keeps_it_in_the_box(client, cast, words):
    page = search(client, cast.caseworker, words)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_as_one_types_only_the_results_come(client, cast):
    page = search(client, cast.caseworker, "milo", fragment="1")
    assert "Milo Marin" in text_of(page)
    assert "<html" not in page.content.decode()
    sign_in(client, cast.caseworker)
    by_htmx = client.get(reverse("search"), {"q": "milo"}, headers={"HX-Request": "true"})
    assert b"<html" not in by_htmx.content


def test_homes_and_rooms_stay_hidden_from_whom_an_order_keeps_away(client, cast):
    said = text_of(search(client, cast.users["father"], "milo"))
    assert "Milo Marin" in said
    for hidden in ("Toddler room", "Dana", "Willow", "Alder"):
        assert hidden not in said


def test_a_restriction_is_told_wherever_the_person_appears(client, cast):
    said = text_of(search(client, cast.caseworker, "gus marin"))
    assert "Gus Marin" in said
    assert "Restriction:" in said
    assert "no contact" in said.casefold()


def test_a_search_needs_few_queries_and_sends_little(client, cast, django_assert_max_num_queries):
    search(client, cast.data_manager, "marin")
    with django_assert_max_num_queries(20):
        page = client.get(reverse("search"), {"q": "marin"})
    assert len(page.content) < 40 * 1024


def test_the_page_says_nothing_of_it_to_the_address_log_of_others(client, cast):
    """The search words stay on this machine: no third party is asked for anything."""
    assert "http://" not in search(client, cast.caseworker, "milo").content.decode().replace(
        "http://www.w3.org/", ""
    )
