from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from basehaven.apps.record.actions.finding_index import reindex_all
from basehaven.apps.record.models import (
    Adult,
    Child,
    Enrolment,
    Restriction,
    Stay,
    StayCarer,
    Tie,
)
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


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        ("day", "born 3 May 2024"),
        ("month", "born in May 2024"),
        ("year", "born in 2024"),
        ("estimated", "born about May 2024"),
    ],
)
def test_what_tells_two_of_a_name_apart_is_said_as_exactly_as_it_is_known(
    client, cast, precision, said
):
    Child.objects.filter(pk=cast.milo.pk).update(born_on=date(2024, 5, 3), born_precision=precision)
    assert f"also called “Mimo” · {said} · Toddler room" in text_of(
        search(client, cast.caseworker, "milo")
    )


def test_how_many_were_found_is_said_where_a_screen_reader_hears_it(client, cast):
    said = text_of(search(client, cast.caseworker, "marin", fragment="1"))
    assert 'id="found-said" hx-swap-oob="innerHTML">Found: 2 children and 3 adults.' in said
    assert 'role="status">Found: 1 child.' in text_of(search(client, cast.caseworker, "milo"))


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


FINDS_BOTH = [
    "parent", "foster_carer", "teacher", "home_visitor", "consultant", "caseworker", "supervisor",
    "director", "data_manager",
]  # fmt: skip
FINDS_NO_ADULT = ["father", "analyst", "funder", "stranger"]


def test_the_roles_below_are_the_whole_cast(cast):
    assert set(cast.everyone()) == {*FINDS_BOTH, *FINDS_NO_ADULT}


@pytest.mark.parametrize("how", ["page", "part"])
@pytest.mark.parametrize("role", [*FINDS_BOTH, *FINDS_NO_ADULT])
def test_a_search_needs_ten_queries_at_most(client, cast, django_assert_max_num_queries, role, how):
    search(client, cast.users[role], "marin")
    asked = {"headers": {"HX-Request": "true"}} if how == "part" else {}
    with django_assert_max_num_queries(10):
        page = client.get(reverse("search"), {"q": "marin"}, **asked)
    said = page.content.decode()
    assert ("found-children" in said and "found-adults" in said) == (role in FINDS_BOTH)
    assert len(page.content) <= 40 * 1024


LONG = "Maximiliana Bartholomea Featherstonehaugh-Achterberg van der Wolfhagen"


@pytest.fixture
def crowd(cast):
    """More children than are listed in a scope, all with long names, rooms, carers and orders."""
    rows = {"agency": cast.agency, "source_id": "crowd"}
    kids = Child.objects.bulk_create(
        Child(**rows, key=f"c{n}", name=f"{LONG} {n:04}", born_on=cast.ago(n)) for n in range(3001)
    )
    some, far = kids[:60], cast.ago(2000)
    grown = Adult.objects.bulk_create(
        Adult(**rows, key=f"a{n}", name=f"{LONG} {n}", roles=["kin", "foster_carer"])
        for n in range(20)
    )
    pairs = [(child, adult) for child in some for adult in grown]
    for model, more in (
        (Tie, {"kind": "kin"}), (Restriction, {"kind": "no_contact", "source": LONG * 3})
    ):  # fmt: skip
        model.objects.bulk_create(
            model(**rows, key=f"{n}", child=child, adult=adult, started_on=far, **more)
            for n, (child, adult) in enumerate(pairs)
        )
    Enrolment.objects.bulk_create(
        Enrolment(**rows, key=f"e{n}", child=child, room=cast.rooms["baby"], started_on=far)
        for n, child in enumerate(some)
    )
    stays = Stay.objects.bulk_create(
        Stay(**rows, key=f"s{n}", child=child, kind="kin", started_on=far)
        for n, child in enumerate(some)
    )
    StayCarer.objects.bulk_create(
        StayCarer(stay=stay, adult=adult) for stay in stays for adult in grown[:2]
    )
    reindex_all(cast.agency)
    return kids


@pytest.mark.parametrize("how", ["page", "part"])
def test_so_does_one_among_thousands_with_everything_to_be_said(
    client, cast, crowd, django_assert_max_num_queries, how
):
    search(client, cast.data_manager, "maximiliana wolfhagen")
    asked = {"headers": {"HX-Request": "true"}} if how == "part" else {}
    with django_assert_max_num_queries(10):
        page = client.get(reverse("search"), {"q": "maximiliana wolfhagen"}, **asked)
    said = page.content.decode()
    assert said.count("children__name") == said.count("<strong>Maximiliana") == 10
    assert said.count("Restriction:") == 30
    assert "Baby room" in said
    assert len(page.content) <= 40 * 1024


def test_the_page_says_nothing_of_it_to_the_address_log_of_others(client, cast):
    """The search words stay on this machine: no third party is asked for anything."""
    assert "http://" not in search(client, cast.caseworker, "milo").content.decode().replace(
        "http://www.w3.org/", ""
    )


def test_of_many_children_those_are_named_first_with_whom_an_order_restricts(client, cast):
    """Beside an adult stand three children: the one that matters must be among them."""
    neighbour = cast.adults["neighbour"]
    for number in range(4):
        child = cast.do("child_create", name=f"Other {number}", born_on=cast.ago(400))
        cast.do("tie_start", child=child, adult=neighbour, kind="kin", started_on=cast.ago(300))
    cast.do("tie_end", tie=cast.ties["neighbour"], ended_on=cast.ago(1), end_reason="other")
    assert "Milo" not in text_of(search(client, cast.caseworker, "tomás rivas", fragment="1"))
    cast.do("restriction_add", child=cast.milo, adult=neighbour, kind="no_pickup",
            started_on=cast.ago(2), source="Order")  # fmt: skip
    said = text_of(search(client, cast.caseworker, "tomás rivas", fragment="1"))
    assert "Milo Marin: may not pick up" in said


def test_a_carer_named_beside_a_child_stands_there_with_what_restricts_them(client, cast):
    cast.do("restriction_add", child=cast.milo, adult=cast.adults["foster_carer"],
            kind="supervised_only", started_on=cast.ago(2), source="Order 44")  # fmt: skip
    assert "Dana Okafor: supervised contact only" in text_of(
        search(client, cast.caseworker, "milo")
    )
