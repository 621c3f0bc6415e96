"""Verbs, the one table of them, and how a view is handed its child."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pytest
from django.db import connection
from django.http import Http404
from django.test import RequestFactory

from basehaven.apps.accounts.models import User
from basehaven.apps.record.access import (
    GROUNDS,
    VERBS,
    children_for,
    project,
    sight_of,
    with_child,
)
from basehaven.apps.record.access.verbs import table_as_markdown
from basehaven.apps.record.queries.child_record import load_child_record
from basehaven.core.errors import WrongSetting
from tests.apps.record.access.seeing import canaries

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_no_ground_means_no_verb_and_no_part(cast):
    sight = sight_of(cast.consultant, cast.other_child)
    assert sight.may == frozenset()
    record = project(load_child_record(cast.milo), sight)
    assert not any(name in repr(record) for name in set.union(*canaries(cast).values()))


@pytest.mark.parametrize("who", ["teacher", "supervisor", "parent", "data_manager"])
def test_finding_a_child_and_the_sight_of_it_takes_three_queries(
    cast, who, django_assert_max_num_queries
):
    user = User.objects.get(pk=cast.users[who].pk)
    with django_assert_max_num_queries(3):
        child = children_for(user).filter(ref=cast.milo.ref).first()
        sight_of(user, child)


@pytest.fixture
def no_figures(cast):
    """Takes away what an earlier import's ANALYZE counted.

    With the few rows of a test, the planner rightly walks through them all.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            if "sqlite_stat1" in connection.introspection.table_names(cursor):
                cursor.execute("DELETE FROM sqlite_stat1")
                cursor.execute("ANALYZE sqlite_schema")


def plan(queryset) -> str:
    return queryset.explain() if connection.vendor == "sqlite" else ""


@pytest.mark.parametrize("who", ["teacher", "supervisor", "parent", "caseworker", "director"])
@pytest.mark.usefixtures("no_figures")
def test_one_child_is_found_through_indexes_alone(cast, who):
    steps = plan(children_for(cast.users[who]).filter(ref=cast.milo.ref)).splitlines()
    scans = [step for step in steps if re.search(r"\bSCAN\b", step) and "(subquery" not in step]
    assert scans == []


@pytest.mark.parametrize("who", ["teacher", "supervisor", "parent", "caseworker", "director"])
@pytest.mark.usefixtures("no_figures")
def test_nobodys_list_walks_through_all_of_the_agencys_rows(cast, who):
    steps = plan(children_for(cast.users[who]).order_by("name", "pk")[:26]).splitlines()
    assert [step for step in steps if "agency_id=" in step] == []


def test_a_verb_that_is_not_in_the_table_stops_start_up():
    with pytest.raises(WrongSetting, match="No such verb: 'edit_everything'"):
        with_child(may="edit_everything")


def test_a_child_one_may_see_but_not_edit_is_not_found_by_an_edit(cast):
    view = with_child(may="edit_ties")(lambda request, child: child)
    request = RequestFactory().get("/")
    request.user = cast.parent
    with pytest.raises(Http404):
        view(request, child=cast.milo.ref)


def test_a_reference_that_names_nobody_is_not_found(cast):
    view = with_child(may="see")(lambda request, child: child)
    request = RequestFactory().get("/")
    request.user = cast.caseworker
    with pytest.raises(Http404):
        view(request, child=uuid.uuid4())


def test_every_verb_is_given_by_some_ground():
    assert frozenset().union(*(ground.may for ground in GROUNDS.values())) == set(VERBS)


def test_grounds_fit_into_the_audit_trail():
    longest = max(len(f"supervisor of the {ground.words}") for ground in GROUNDS.values())
    assert longest <= 60


def test_the_page_about_access_shows_the_table_that_the_code_uses():
    page = Path("docs/explanation/access.md").read_text()
    assert table_as_markdown() in page, (
        "Put the output of basehaven.apps.record.access.verbs.table_as_markdown() into the page."
    )
