from __future__ import annotations

import pytest
from django.urls import reverse

from basehaven.apps.record.models import Adult, Child, DuplicateHint, Merge
from tests.cast import sign_in
from tests.posting import text_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def hint(cast) -> DuplicateHint:
    """The caseworker puts a child on the record whom they cannot see there."""
    new = cast.do("child_create", name="Zora Quil", born_on=cast.other_child.born_on)
    return DuplicateHint.objects.get(child=new)


def listed(client, cast, **query) -> str:
    sign_in(client, cast.data_manager)
    return text_of(client.get(reverse("duplicate_list"), query))


def test_the_data_manager_sees_the_two_and_why(client, cast, hint):
    said = listed(client, cast)
    assert "Zora Quil" in said
    assert "Zora Quill" in said
    assert "born the same day" in said


def test_without_any_the_page_says_so(client, cast):
    assert "Nothing to decide" in listed(client, cast)


@pytest.mark.parametrize("user", ["caseworker", "supervisor", "director", "stranger", "parent"])
def test_to_others_there_is_no_such_page(client, cast, hint, user):
    sign_in(client, cast.users[user])
    assert client.get(reverse("duplicate_list")).status_code == 404


def test_whom_each_of_two_is_with_tells_them_apart(client, cast):
    adult = cast.do("adult_create", name="Tomas Rivas")
    cast.do("tie_start", child=cast.lou, adult=adult, kind="kin", started_on=cast.ago(5))
    DuplicateHint.objects.create(
        agency=cast.agency, adult=adult, other_adult=cast.adults["neighbour"]
    )
    DuplicateHint.objects.create(
        agency=cast.agency, child=cast.milo, other_child=cast.other_child, reasons=["sound"]
    )
    said = listed(client, cast)
    for name in ("Lou Marin", "Milo Marin", "Dana Okafor"):
        assert f"<dt>With</dt><dd>{name}</dd>" in said


def test_a_child_of_whom_the_data_manager_is_told_nothing_is_in_no_pair(client, cast, hint):
    own = cast.do("adult_create", name="Dmitri Volkov", user=cast.data_manager)
    cast.do(
        "restriction_add", child=cast.other_child, adult=own, kind="no_information",
        started_on=cast.ago(5), source="Order 12", role="data_manager",
    )  # fmt: skip
    assert "Zora" not in listed(client, cast)


@pytest.mark.parametrize("name", ["after", "before"])
@pytest.mark.parametrize("key", ["x", "-1", "²", "999999999999999999999999"])
def test_a_page_that_is_not_there_is_an_empty_one(client, cast, hint, name, key):
    sign_in(client, cast.data_manager)
    assert client.get(reverse("duplicate_list"), {name: key}).status_code == 200


LONG = "Maximiliana Bartholomea Featherstonehaugh-Achterberg van der Wolfhagen"


@pytest.fixture
def full(cast) -> None:
    """Many hints about children and adults, and as many merges, all with much to say."""
    rows = {"agency": cast.agency, "source_id": "social-care-system-of-the-county"}
    said = {"nicknames": ["Maximiliana Bartholomea", "Maxi"]}
    kids = Child.objects.bulk_create(
        Child(**rows, **said, key=f"k{n}", name=f"{LONG} {n}", born_on=cast.ago(n))
        for n in range(90)
    )
    grown = Adult.objects.bulk_create(
        Adult(**rows, **said, key=f"a{n}", name=f"{LONG} {n}", roles=["kin", "foster_carer"])
        for n in range(90)
    )
    whys = ["nickname", "sound", "spelling", "swapped_birth"]
    for kind, people in (("child", kids), ("adult", grown)):
        DuplicateHint.objects.bulk_create(
            DuplicateHint(
                agency=cast.agency, reasons=whys, **{kind: one, f"other_{kind}": people[-1]}
            )
            for one in people[:13]
        )
        Merge.objects.bulk_create(
            Merge(
                agency=cast.agency, table=kind, kept_ref=one.ref, merged_ref=other.ref,
                merged_by="x",
            )
            for one, other in zip(people[20:40], people[40:60], strict=True)
        )  # fmt: skip


def test_a_full_page_takes_ten_queries_and_40_kibibytes_at_most(
    client, cast, full, django_assert_max_num_queries
):
    sign_in(client, cast.data_manager)
    client.get(reverse("duplicate_list"))
    with django_assert_max_num_queries(10):
        page = client.get(reverse("duplicate_list"))
    said = page.content.decode()
    assert said.count("<article") == 20
    assert said.count("the merge of") == 10
    assert len(page.content) <= 40 * 1024
    assert said.count("Maximiliana Bartholomea, Maxi") == 40
    rest = client.get(reverse("duplicate_list"), {"after": page.context["more"]})
    assert rest.content.decode().count("<article") == 6
    assert not rest.context["more"]
    merges, before = [], ""
    while before != 0:
        page = client.get(reverse("duplicate_list"), {"before": before})
        merges += [merge.ref for merge in page.context["merges"]]
        before = page.context["earlier"]
    assert len(merges) == len(set(merges)) == 40
