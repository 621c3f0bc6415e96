"""Whole imports: the same likenesses as for somebody typed in, found for all at once."""

from __future__ import annotations

from datetime import date

import pytest

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.actions.finding_index import reindex_all
from basehaven.apps.record.finding.duplicates import alike
from basehaven.apps.record.finding.newcomers import Newcomers
from basehaven.apps.record.models import Adult, Child
from tests.apps.record.finding.people import town

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
BORN = date(2024, 5, 3)


@pytest.fixture
def agency(db) -> Agency:
    agency = Agency.objects.create(slug="town", name="Town")
    town(agency, 200, 200)
    return agency


def child(agency, name, born_on=BORN, source="clinic", **values) -> Child:
    key = str(Child.objects.count())
    return Child.objects.create(
        agency=agency, source_id=source, key=key, name=name, born_on=born_on, **values
    )


def adult(agency, name, source="clinic", **values) -> Adult:
    key = str(Adult.objects.count())
    return Adult.objects.create(agency=agency, source_id=source, key=key, name=name, **values)


def pairs(agency, kind, *came):
    """Of those who came, with everybody indexed, as after an import."""
    reindex_all(agency)
    model = Child if kind == "child" else Adult
    parts = [model.objects.filter(pk__in=[one.pk for one in came])]
    return Newcomers(agency, kind, parts).pairs()


@pytest.mark.parametrize(
    ("name", "born_on", "reasons"),
    [
        ("Guillermo Jimenez", BORN, {"same_name", "same_birth"}),
        ("Guillermo Jiménez", date(2024, 3, 5), {"same_name", "swapped_birth"}),
        ("Guillermo Jiménez", date(2014, 5, 3), {"same_name", "near_birth"}),
        ("Guillermo Jiménez", None, {"same_name", "no_birth"}),
        ("Memo Jimenez", BORN, {"nickname", "same_birth"}),
        ("Willy Jiménez", BORN, {"nickname", "same_birth"}),
        ("Guilermo Gimenes", BORN, {"sound", "same_birth"}),
        ("Guillerno Jimenez", BORN, {"spelling", "same_birth"}),
        ("Guillermo", BORN, {"part_of_name", "same_birth"}),
        ("Jiménez Guillermo", BORN, {"part_of_name", "same_birth"}),
    ],
)
@pytest.mark.parametrize("both_came", [False, True])
def test_a_child_is_found_for_the_same_reasons_as_one_typed_in(
    agency, name, born_on, reasons, both_came
):
    there = child(agency, "Guillermo Jiménez", nicknames=["Willy"], source="court")
    new = child(agency, name, born_on)
    ((newer, older, _score, found),) = pairs(agency, "child", *([there] * both_came), new)
    assert (newer, older) == (new.pk, there.pk)
    typed = {likely.person.pk: likely for likely in alike(agency, name, born_on, "child")}
    assert reasons <= set(found) == set(typed[there.pk].reasons)


@pytest.mark.parametrize(
    ("name", "born_on"),
    [
        ("Guillermo Jiménez", date(2022, 11, 20)),
        ("Valentina Jiménez", BORN),
        ("Zebedee Quartermain", BORN),
        ("", BORN),
        ("G", BORN),
    ],
)
def test_others_are_not_called_alike(agency, name, born_on):
    child(agency, "Guillermo Jiménez", source="court")
    assert pairs(agency, "child", child(agency, name, born_on)) == []


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Catharyn Blackwood", "sound"),
        ("Kate Blackwood", "nickname"),
        ("Catherine Blackwod", "sound"),
        ("Catherime Blackwood", "spelling"),
        ("blackwood catherine", "part_of_name"),
        ("Catherine Blackwood Reyes", "part_of_name"),
    ],
)
def test_an_adult_is_found_by_spelling_sound_and_nickname(agency, name, why):
    there = adult(agency, "Catherine Blackwood", source="court")
    new = adult(agency, name)
    ((newer, older, _score, reasons),) = pairs(agency, "adult", new)
    assert (newer, older, reasons) == (new.pk, there.pk, (why,))


def test_one_name_alone_is_like_too_many_adults(agency):
    adult(agency, "Xerxes")
    assert pairs(agency, "adult", adult(agency, "Xerxes")) == []


def test_two_of_one_file_are_found_once(agency):
    one, other = child(agency, "Zora Quill"), child(agency, "Zora Quill")
    assert [pair[:2] for pair in pairs(agency, "child", one, other)] == [(other.pk, one.pk)]


def test_a_changed_row_is_held_against_those_who_came_after_it(agency):
    changed, later = child(agency, "Zora Quill"), child(agency, "Zora Quill", source="court")
    assert [pair[:2] for pair in pairs(agency, "child", changed)] == [(later.pk, changed.pk)]


def test_closed_records_are_like_nobody(agency):
    kept = child(agency, "Zora Quill")
    child(agency, "Zora Quill", merged_into=kept)
    child(agency, "Zora Quill", sealed_at="2025-01-01T00:00:00Z")
    child(agency, "Zora Quill", entered_in_error=True)
    assert pairs(agency, "child", *Child.objects.filter(name="Zora Quill")) == []


def test_nobody_of_another_agency_is_alike(agency):
    other = Agency.objects.create(slug="hill", name="Hill")
    child(other, "Zora Quill")
    reindex_all(other)
    assert pairs(agency, "child", child(agency, "Zora Quill")) == []


def test_the_likeliest_come_first(agency):
    child(agency, "Zora Quill", date(2024, 5, 4), source="court")
    same = child(agency, "Zora Quill", source="court")
    new = child(agency, "Zora Quill")
    likeliest, other = pairs(agency, "child", new)
    assert likeliest.older == same.pk
    assert other.reasons == ("same_name", "near_birth")


def test_those_typed_in_and_those_who_came_together_are_alike_to_the_same(agency):
    """Every child of the town with one letter changed, born the same day."""
    came = [
        child(agency, one.name[:-2] + "q" + one.name[-1], one.born_on)
        for one in Child.objects.filter(source_id="town").order_by("pk")[:40]
    ]
    found = {pair.newer: set() for pair in pairs(agency, "child", *came)}
    for pair in pairs(agency, "child", *came):
        found[pair.newer].add(pair.older)
    missed = 0
    for one in came:
        typed = {likely.person.pk for likely in alike(agency, one.name, one.born_on, "child")}
        missed += len({pk for pk in typed if pk < one.pk} - found.get(one.pk, set()))
    assert missed <= 1


def test_it_asks_few_questions_however_many_came(agency, django_assert_max_num_queries):
    came = [child(agency, f"{one.name}", one.born_on) for one in Child.objects.all()]
    reindex_all(agency)
    parts = [Child.objects.filter(pk__in=[one.pk for one in came])]
    with django_assert_max_num_queries(12):
        assert len(Newcomers(agency, "child", parts).pairs()) >= len(came)
