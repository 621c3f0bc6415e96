"""What follows an import outside its transaction: the index, and hints of people there twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from basehaven.apps.audit.models import Change
from basehaven.apps.intake.actions.demo_load import demo_load
from basehaven.apps.intake.actions.import_index import index_what_was_left
from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.running import held
from basehaven.apps.record.models import Adult, AdultWord, Child, ChildWord, DuplicateHint
from basehaven.exchange.demo import Plan
from tests.apps.intake.conftest import FAMILY, copy_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def family(**changed):
    """The family of the import tests, with whole names, and with ``milo_name="..."`` another."""
    tables = copy_of(FAMILY)
    for table, ids in (("children", "child_id"), ("adults", "adult_id")):
        for row in tables[table]:
            row["name"] = changed.get(row[ids], f"{row['name']} Marin")
    return tables


def pairs():
    children = DuplicateHint.objects.exclude(child=None).order_by("child__key")
    adults = DuplicateHint.objects.exclude(adult=None).order_by("adult__key")
    return [
        *children.values_list("child__source_id", "child__key", "other_child__key"),
        *adults.values_list("adult__source_id", "adult__key", "other_adult__key"),
    ]


def test_people_of_a_second_source_leave_hints(bring):
    bring(family())
    run = bring(family(milo="Mylo Marin", dana="Dana Okafor"), source="south")
    assert pairs() == [
        ("south", "lou", "lou"), ("south", "milo", "milo"), ("south", "rosa", "rosa")
    ]  # fmt: skip
    assert run.report["alike"] == {"found": 3, "told": 3}


def test_people_who_are_twice_in_one_file_leave_hints(bring):
    tables = family()
    tables["children"].append({**tables["children"][0], "child_id": "milo-again"})
    bring(tables)
    assert pairs() == [("north", "milo-again", "milo")]


def test_the_same_file_again_leaves_no_new_hints(bring):
    bring(family())
    bring(family(), source="south")
    before = DuplicateHint.objects.count()
    DuplicateHint.objects.filter(adult=None).delete()
    run = bring(family(), source="south")
    assert DuplicateHint.objects.count() == before - 2
    assert run.report.get("alike", {"found": 0})["found"] == 0


def test_whoever_gets_another_name_is_looked_at_again(bring):
    bring(family())
    bring(family(milo="Otto Zeller", lou="Ada Zeller", rosa="Mo Brandt", dana="Kim Ferreira"),
          source="south")  # fmt: skip
    assert pairs() == []
    bring(family(lou="Ada Zeller", rosa="Mo Brandt", dana="Kim Ferreira"), source="south")
    assert pairs() == [("south", "milo", "milo")]


def test_brothers_and_sisters_of_the_file_are_no_duplicates(bring):
    tables = family(milo="Ana Marin", lou="Anna Marin")
    tables["children"][1]["born_on"] = tables["children"][0]["born_on"]
    tables["siblings"] = [{"child_id": "milo", "sibling_id": "lou", "kind": "full", "twin": "true"}]
    bring(tables)
    assert pairs() == []


def test_children_without_names_leave_none(bring):
    tables = family()
    for row in tables["children"]:
        row["name"] = ""
    bring(tables)
    bring(tables, source="south")
    assert not DuplicateHint.objects.exclude(child=None).exists()


@pytest.fixture
def cut_off(bring, monkeypatch):
    """An import of the second source that ended just after it was saved."""

    def cut(tables):
        from basehaven.apps.intake.actions import import_apply

        monkeypatch.setattr(import_apply, "index_people", lambda *args, **kwargs: None)
        run = bring(tables, source="south")
        monkeypatch.undo()
        return run

    bring(family())
    return cut


def test_what_was_left_is_done_at_the_next_start(bring, cut_off):
    run = cut_off(family(milo="Mylo Marin"))
    assert not ChildWord.objects.filter(word="mylo").exists()
    index_what_was_left(operator="olga")
    run.refresh_from_db()
    assert run.indexed
    assert run.report["alike"]["told"] == len(pairs()) == 4
    assert ChildWord.objects.filter(word="mylo").count() == 1
    assert Change.objects.get(action="duplicates_note").actor == "operator:olga"
    index_what_was_left(operator="olga")
    assert len(pairs()) == 4


def test_what_was_left_of_changed_rows_is_done_too(bring, cut_off):
    named = {"milo": "Otto Zeller", "lou": "Ada Zeller", "rosa": "Mo Brandt", "dana": "Kim Park"}
    bring(family(**named), source="south")
    cut_off(family(**{**named, "milo": "Milo Marin"}))
    index_what_was_left(operator="olga")
    assert pairs() == [("south", "milo", "milo")]
    milo = Child.objects.get(source_id="south", key="milo")
    assert set(milo.words.values_list("word", flat=True)) >= {"milo", "marin"}
    assert not milo.words.filter(word="zeller").exists()


def test_what_somebody_is_working_on_is_left_to_them(cut_off):
    run = cut_off(family())
    with held(run.folder):
        index_what_was_left(operator="olga")
    run.refresh_from_db()
    assert not run.indexed


@pytest.mark.skipif(connection.vendor != "sqlite", reason="others look for themselves")
def test_a_small_import_does_not_tell_the_planner_to_expect_small_tables(bring):
    bring(family())
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl, stat FROM sqlite_stat1 WHERE tbl LIKE 'record_%'")
        assert cursor.fetchall() == []


def test_the_demo_leaves_a_handful_of_hints_to_decide(home):
    demo_load(plan=Plan(date(2026, 1, 15), children=400), operator="clerk")
    assert Adult.objects.count() > 1000
    assert AdultWord.objects.exists()
    assert DuplicateHint.objects.count() <= 10
    assert ImportRun.objects.get().report["alike"]["told"] == DuplicateHint.objects.count()
