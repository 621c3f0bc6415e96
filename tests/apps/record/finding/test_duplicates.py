from __future__ import annotations

from datetime import date

import pytest

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.actions.finding_index import reindex_all
from basehaven.apps.record.finding.duplicates import alike, likely_duplicates
from basehaven.apps.record.models import Adult, Child, DuplicateHint
from tests.apps.record.finding.people import town

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
BORN = date(2024, 5, 3)


@pytest.fixture
def agency(db) -> Agency:
    agency = Agency.objects.create(slug="town", name="Town")
    Child.objects.create(
        agency=agency, source_id="x", key="1", name="Guillermo Jiménez", nicknames=["Willy"],
        born_on=BORN,
    )  # fmt: skip
    Adult.objects.create(agency=agency, source_id="x", key="2", name="Catherine Blackwood")
    town(agency, 200, 200)
    return agency


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
def test_a_child_who_may_be_there_already_is_found_with_the_reasons(agency, name, born_on, reasons):
    found = alike(agency, name, born_on, "child")
    assert found[0].person.name == "Guillermo Jiménez"
    assert reasons <= set(found[0].reasons)
    assert all(found[0].in_words)


@pytest.mark.parametrize(
    ("name", "born_on"),
    [
        ("Guillermo Jiménez", date(2022, 11, 20)),  # a namesake
        ("Valentina Jiménez", BORN),  # a cousin, or a twin with another name
        ("Zebedee Quartermain", BORN),
        ("", BORN),
        ("G", BORN),
    ],
)
def test_others_are_not_called_alike(agency, name, born_on):
    found = alike(agency, name, born_on, "child")
    assert "Guillermo Jiménez" not in [likely.person.name for likely in found]


@pytest.mark.parametrize("name", ["Kathryn Blackwood", "Kate Blackwod", "blackwood catherine"])
def test_an_adult_is_found_by_spelling_sound_and_nickname(agency, name):
    assert alike(agency, name, None, "adult")[0].person.name == "Catherine Blackwood"


def test_one_name_alone_is_like_too_many_adults(agency):
    assert alike(agency, "Catherine", None, "adult") == []


def test_one_sees_only_those_whom_one_may_see(cast):
    shown = likely_duplicates(cast.caseworker, "Zora Quil", None, "child")
    assert shown == []
    shown = likely_duplicates(cast.data_manager, "Zora Quil", None, "child")
    assert [likely.person for likely in shown] == [cast.other_child]
    shown = likely_duplicates(cast.caseworker, "Milo Maryn", cast.day(0), "child")
    assert [likely.person for likely in shown] == [cast.milo]


def test_an_adult_around_no_child_one_may_see_is_not_shown(cast):
    assert likely_duplicates(cast.teacher, "Nell Quist", None, "adult") == []
    assert likely_duplicates(cast.teacher, "Rosa Maryn", None, "adult") != []


def test_a_hidden_likeness_goes_to_the_data_manager_alone(cast):
    new = cast.do("child_create", name="Zora Quill", born_on=cast.other_child.born_on)
    (hint,) = DuplicateHint.objects.filter(child=new)
    assert hint.other_child == cast.other_child
    assert set(hint.reasons) == {"same_name", "same_birth"}


def test_a_likeness_that_the_writer_saw_leaves_no_hint(cast):
    new = cast.do("child_create", name="Milo Marin", born_on=cast.day(0))
    assert not DuplicateHint.objects.filter(child=new).exists()


def test_nobody_of_another_agency_is_alike(cast):
    assert alike(cast.other_agency, "Milo Marin", cast.day(0), "child") == []
    reindex_all(cast.other_agency)
    assert alike(cast.other_agency, "Petra Hill", None, "child") != []
