from __future__ import annotations

import pytest

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.actions.finding_index import (
    forget_words,
    index_people,
    reindex_adult,
    reindex_all,
    reindex_child,
    words_held_by,
)
from basehaven.apps.record.models import Adult, AdultWord, Child, ChildWord, Spelling
from tests.apps.record.finding.people import town

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency(db) -> Agency:
    return Agency.objects.create(slug="town", name="Town")


def child(agency, name="Milo Marín", key="1", **values) -> Child:
    return Child.objects.create(agency=agency, source_id="x", key=key, name=name, **values)


def state() -> tuple:
    return (
        sorted(ChildWord.objects.values_list("child_id", "word")),
        sorted(AdultWord.objects.values_list("adult_id", "word")),
        sorted(Spelling.objects.values_list("key", "word")),
    )


def test_one_by_one_gives_the_same_index_as_all_at_once(agency):
    town(agency, 40, 40)
    all_at_once = state()
    ChildWord.objects.all().delete()
    AdultWord.objects.all().delete()
    Spelling.objects.all().delete()
    index_people(Child.objects.all(), Adult.objects.all())
    assert state() == all_at_once


def test_indexing_again_changes_nothing(agency):
    town(agency, 20, 20)
    before = state()
    reindex_all(agency)
    reindex_all(agency, Child.objects.all(), Adult.objects.filter(pk__lt=10))
    assert state() == before


def test_a_part_is_indexed_without_touching_the_rest(agency):
    town(agency, 20, 20)
    one = Child.objects.first()
    Child.objects.filter(pk=one.pk).update(name="Quintessa Vandermeer")
    before = set(ChildWord.objects.exclude(child=one).values_list("child_id", "word"))
    reindex_all(agency, Child.objects.filter(pk=one.pk))
    assert {"quintessa", "vandermeer"} <= set(words_held_by(one))
    assert set(ChildWord.objects.exclude(child=one).values_list("child_id", "word")) == before


def test_a_corrected_name_leaves_no_trace_of_the_old_one(agency):
    milo = child(agency)
    reindex_child(milo)
    milo.name = "Nico Marín"
    milo.save()
    reindex_child(milo)
    assert "milo" not in words_held_by(milo)
    assert not Spelling.objects.filter(word="milo").exists()
    assert Spelling.objects.filter(word="marin").exists()


def test_a_word_that_somebody_else_has_stays(agency):
    milo, other = child(agency), Adult.objects.create(
        agency=agency, source_id="x", key="a", name="Milo Rossi"
    )  # fmt: skip
    reindex_child(milo)
    reindex_adult(other)
    words = words_held_by(milo)
    milo.delete()
    forget_words(agency, words)
    assert Spelling.objects.filter(word="milo").exists()
    assert not Spelling.objects.filter(word="marin").exists()


def test_an_erased_child_leaves_no_word(agency):
    milo = child(agency, nicknames=["Mimo"])
    reindex_child(milo)
    words = words_held_by(milo)
    milo.delete()
    forget_words(agency, words)
    assert state() == ([], [], [])


def test_names_of_merged_rows_lead_to_the_kept_one(agency):
    kept, merged, deeper = (child(agency, name, key=name) for name in ("Ana", "Bea", "Cleo"))
    merged.merged_into = kept
    merged.save()
    deeper.merged_into = merged
    deeper.save()
    for index in (
        lambda: reindex_all(agency),
        lambda: reindex_all(agency, Child.objects.filter(pk=kept.pk)),
        lambda: reindex_child(deeper),
    ):
        index()
        assert {"ana", "bea", "cleo"} <= set(words_held_by(kept))
        assert words_held_by(merged) == []


def test_another_agency_is_left_alone(agency):
    other = Agency.objects.create(slug="other", name="Other")
    reindex_child(child(other, key="o"))
    before = state()
    reindex_all(agency)
    assert state() == before


def test_a_large_set_is_written_in_a_few_statements(agency, django_assert_max_num_queries):
    town(agency, 300, 300)
    with django_assert_max_num_queries(30):
        reindex_all(agency)
