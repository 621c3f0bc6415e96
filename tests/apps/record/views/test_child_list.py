"""The list: whom one may see, by name, page by page."""

from __future__ import annotations

import re

import pytest

from basehaven.apps.record.models import Adult, Child, Enrolment, Stay, StayCarer
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def listed(client, user, query="") -> str:
    sign_in(client, user)
    response = client.get(f"/children/{query}")
    assert response.status_code == 200
    return response.content.decode()


def names(html: str) -> list[str]:
    return re.findall(r'class="children__name"[^>]*>([^<]+)<', html)


def many(cast, number: int) -> None:
    Child.objects.bulk_create(
        Child(
            agency=cast.agency,
            source_id="riverside",
            key=f"many-{n}",
            name=f"Child {n // 2:04}",
            born_on=cast.ago(n),
        )
        for n in range(number)
    )


def test_a_teacher_sees_the_children_of_the_room_with_age_and_room(client, cast):
    html = listed(client, cast.teacher)
    assert names(html) == ["Milo Marin"]
    assert "19 months, corrected 17" in html
    assert "Toddler room" in html


def test_a_stranger_sees_none_of_them(client, cast):
    assert "Milo" not in listed(client, cast.stranger)


def test_whoever_is_kept_from_places_reads_no_place(client, cast):
    html = listed(client, cast.father)
    assert "Toddler room" not in html
    assert "Dana" not in html


def test_an_analyst_reads_why_the_list_is_empty(client, cast):
    html = listed(client, cast.analyst)
    assert "No child is open to you yet" in html


def test_pages_follow_each_other_by_name_and_nobody_is_lost(client, cast):
    many(cast, 120)
    seen: list[str] = []
    query = ""
    for _page in range(9):
        html = listed(client, cast.data_manager, query)
        seen += names(html)
        follows = re.search(r'href="(\?after=[^"]+)"', html)
        if not follows:
            break
        query = follows.group(1)
    assert len(seen) == Child.objects.filter(agency=cast.agency).count()
    assert seen == sorted(seen)


LONG = "Maximiliana Bartholomea Featherstonehaugh-Achterberg van der Wolfhagen"


@pytest.fixture
def full(cast) -> list[Child]:
    """Two full pages of children with long names, a room and two carers each."""
    rows = {"agency": cast.agency, "source_id": "full"}
    kids = Child.objects.bulk_create(
        Child(**rows, key=f"c{n}", name=f"A {LONG} {n:03}", born_on=cast.ago(30 * n + 20),
              due_on=cast.ago(30 * n))
        for n in range(100)
    )  # fmt: skip
    Enrolment.objects.bulk_create(
        Enrolment(**rows, key=f"e{n}", child=child, room=cast.rooms["baby"],
                  started_on=cast.ago(10))
        for n, child in enumerate(kids)
    )  # fmt: skip
    stays = Stay.objects.bulk_create(
        Stay(**rows, key=f"s{n}", child=child, kind="kin", started_on=cast.ago(10))
        for n, child in enumerate(kids)
    )
    adults = Adult.objects.bulk_create(
        Adult(**rows, key=f"a{n}", name=f"{LONG} {n}") for n in range(2)
    )
    StayCarer.objects.bulk_create(
        StayCarer(stay=stay, adult=adult) for stay in stays for adult in adults
    )
    return kids


@pytest.mark.parametrize(
    "role", ["data_manager", "director", "teacher", "caseworker", "supervisor", "parent", "father"]
)
def test_a_page_takes_ten_queries_and_40_kibibytes_at_most(
    client, cast, full, django_assert_max_num_queries, role
):
    """Whoever they are: those who work in the room see all of it, the others Milo."""
    sign_in(client, cast.users[role])
    client.get("/children/")
    with django_assert_max_num_queries(10):
        html = client.get("/children/").content
    assert len(html) <= 40 * 1024
    follows = re.search(rb'href="(\?after=[^"]+)"', html)
    assert bool(follows) == (role in ("data_manager", "director"))
    if follows:
        assert html.count(LONG.encode()) == 150
        assert html.count(b"Baby room") == 50
        with django_assert_max_num_queries(10):
            assert client.get(f"/children/{follows[1].decode()}").content.count(b"Baby room") == 50


@pytest.mark.parametrize("after", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_page_after_nobody_is_the_first(client, cast, after):
    assert names(listed(client, cast.teacher, f"?after={after}")) == ["Milo Marin"]


def test_a_child_one_may_not_see_is_no_mark_in_the_list(client, cast):
    html = listed(client, cast.teacher, f"?after={cast.other_child.ref}")
    assert names(html) == ["Milo Marin"]


def test_a_carer_named_in_the_list_stands_there_with_what_restricts_them(client, cast):
    assert "supervised" not in listed(client, cast.caseworker)
    cast.do("restriction_add", child=cast.milo, adult=cast.adults["foster_carer"],
            kind="supervised_only", started_on=cast.ago(2), source="Order 44")  # fmt: skip
    html = listed(client, cast.caseworker)
    assert "Dana Okafor: supervised contact only (since" in html
    assert "Order 44" not in html  # which order it is stands on the child's page
    assert "supervised" not in listed(client, cast.father)  # who reads no place, reads no carer
