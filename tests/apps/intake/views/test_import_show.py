from __future__ import annotations

import pytest
from django.urls import reverse

from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.running import Progress, held
from tests.apps.intake.conftest import FAMILY, copy_of
from tests.apps.intake.views.conftest import (
    assert_nobody_else_gets_there,
    handed_over,
)

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def shown(client, run):
    return client.get(reverse("import_show", args=[run.ref])).content.decode()


def with_bad_row():
    bad = copy_of(FAMILY)
    bad["ties"][1]["started_on"] = "2024-02-30"
    return bad


def test_the_report_adds_up_and_says_what_would_change(manager):
    page = shown(manager, handed_over(manager))
    assert "<strong>9</strong> rows read = <strong>9</strong> good" in page
    assert "2 children, 2 adults, 3 ties, 2 stays" in page
    assert "Save all" in page


def test_a_refused_row_shows_file_row_column_value_problem_and_way_out(manager):
    page = shown(manager, handed_over(manager, with_bad_row()))
    for words in ("ties.csv, row 3, started_on", "Impossible date", "2024-02-30",
                  "Not a day of the calendar", "Write it as 2024-03-31"):  # fmt: skip
        assert words in page
    assert "Save the good children" in page
    assert "Save all" not in page


def test_people_who_may_be_there_twice_are_told_of_with_the_way_to_decide(manager, here):
    tables = copy_of(FAMILY)
    tables["children"][0]["name"] = "Milo Marin"
    here(tables)
    run = here(tables, source="south")
    page = shown(manager, run)
    assert "<strong>1</strong> pair of people may be one person." in page
    assert reverse("duplicate_list") in page
    assert "likeliest" not in page
    run.report["alike"] = {"found": 4321, "told": 500}
    run.save()
    page = shown(manager, run)
    assert "<strong>4,321</strong> pairs of people may be one person each." in page
    assert "The 500 likeliest are in the list" in page


def test_while_it_runs_the_page_says_how_far_it_is(manager):
    run = handed_over(manager)
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.APPLYING)
    with held(run.folder):
        Progress(run.folder).step("saving", "stays")
        page = shown(manager, run)
    assert "Saving: stays" in page
    assert 'hx-trigger="every 2s"' in page


def test_a_run_that_was_cut_off_says_that_nothing_was_saved(manager):
    run = handed_over(manager)
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.APPLYING)
    page = shown(manager, run)
    assert "This did not finish" in page
    assert "Nothing was saved" in page
    assert "Withdraw" in page


def test_what_vanished_is_named_by_its_keys(manager, here):
    here(FAMILY)
    later = copy_of(FAMILY)
    del later["ties"][1]
    page = shown(manager, here.check(later))
    assert "No longer in the source" in page
    assert "<strong>Ties:</strong> t2" in page


def test_few_questions_are_asked(manager, django_assert_max_num_queries):
    run = handed_over(manager, with_bad_row())
    with django_assert_max_num_queries(10):
        shown(manager, run)


def test_to_everybody_else_the_page_does_not_exist(client, cast, here):
    run = here(FAMILY)
    assert_nobody_else_gets_there(client, cast, reverse("import_show", args=[run.ref]))
