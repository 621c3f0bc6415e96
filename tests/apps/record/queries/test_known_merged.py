"""As known on a day: people and children whose two records were joined since, one by one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from basehaven.apps.record.models import Child, Sibling
from basehaven.apps.record.queries import load_child_record
from tests.apps.record.queries.later import (
    all_recorded_long_ago,
    correct,
    merge,
    named,
    now,
    parts,
    person,
    stay_now,
    then,
    undo,
)

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture(autouse=True)
def _stood_for_a_while(cast):
    all_recorded_long_ago(cast)


def second_entry(cast, name="Tomás R.", kind="friend"):
    """A second entry for the neighbour, with a tie of its own."""
    also = cast.do("adult_create", name=name, roles=[kind])
    tie = cast.do("tie_start", child=cast.milo, adult=also, kind=kind, started_on=cast.day(410))
    cast.do("contact_add", child=cast.milo, adult=also, on=cast.ago(2), kind="visit")
    all_recorded_long_ago(cast)
    return also, tie


def test_two_entries_found_to_be_one_person_stood_apart_then(cast):
    also, tie = second_entry(cast)
    before_merge = parts(now(cast))
    merge(cast, cast.adults["neighbour"], also)
    record = then(cast)
    assert (person(record, tie), person(record, cast.ties["neighbour"])) == (
        "Tomás R.",
        "Tomás Rivas",
    )
    assert person(now(cast), tie) == "Tomás Rivas"
    assert parts(record) == before_merge
    assert record.same_as == {str(also.ref): str(cast.adults["neighbour"].ref)}


def test_entries_merged_one_into_another_stood_apart_then(cast):
    also, tie = second_entry(cast)
    third, third_tie = second_entry(cast, "Mr Rivas", "other")
    before_merge = parts(now(cast))
    merge(cast, also, third)
    merge(cast, cast.adults["neighbour"], also)
    record = then(cast)
    assert (person(record, third_tie), person(record, tie)) == ("Mr Rivas", "Tomás R.")
    assert parts(record) == before_merge
    assert set(record.same_as.values()) == {str(cast.adults["neighbour"].ref)}


def test_one_carer_entered_twice_stood_twice_in_the_stay(cast):
    also = cast.do("adult_create", name="D. Okafor", roles=["foster_carer"])
    stay = stay_now(cast)
    correct(cast, stay, carers=[cast.adults["foster_carer"], also])
    all_recorded_long_ago(cast)
    merge(cast, cast.adults["foster_carer"], also)
    before, after = then(cast), now(cast)
    assert named(before, before.stays[-1].carer_ids) == ["Dana Okafor", "D. Okafor"]
    assert named(after, after.stays[-1].carer_ids) == ["Dana Okafor"]


def test_a_merge_that_was_undone_is_not_gone_back_through(cast):
    also, tie = second_entry(cast)
    undo(cast, merge(cast, cast.adults["neighbour"], also))
    assert parts(then(cast)) == parts(now(cast))
    assert person(then(cast), tie) == "Tomás R."
    assert then(cast).same_as == {}  # nobody is taken for the other one


def second_milo(cast):
    other = cast.do("child_create", name="Milo Marín Soto", born_on=cast.day(0))
    cast.do("tie_start", child=other, adult=cast.adults["other"], kind="friend",
            started_on=cast.day(10))  # fmt: skip
    cast.do("restriction_add", child=other, adult=cast.adults["other"], kind="no_pickup",
            started_on=cast.day(30), source="Order 5")  # fmt: skip
    cast.do("contact_add", child=other, adult=cast.adults["other"], on=cast.day(40), kind="visit")
    return other


def test_what_a_second_record_of_the_child_held_was_not_on_this_page_then(cast):
    other = second_milo(cast)
    all_recorded_long_ago(cast)
    before_merge = parts(now(cast))
    merge(cast, cast.milo, other)
    assert parts(then(cast)) == before_merge
    assert {r.source for r in now(cast).restrictions} >= {"Order 5"}
    assert {r.source for r in then(cast).present.restrictions} >= {"Order 5"}


def test_a_brother_merged_since_has_the_name_that_his_record_had(cast):
    other = cast.do("child_create", name="Louis M.", born_on=cast.lou.born_on, sex="m")
    Sibling.objects.all().delete()
    cast.do("sibling_add", child=cast.milo, sibling=other, kind="full")
    cast.do("stay_start", child=other, kind="foster", started_on=cast.day(395),
            home=cast.homes["foster"], carers=[cast.adults["foster_carer"]])  # fmt: skip
    all_recorded_long_ago(cast)
    merge(cast, cast.lou, other)
    (before,), (after,) = then(cast).siblings, now(cast).siblings
    assert (before.name, after.name) == ("Louis M.", "Lou Marin")
    assert before.child_ref == after.child_ref == str(cast.lou.ref)  # by which access is decided
    assert before.lives_together is True  # by the stay that his own record held


# How many questions


def asked(child: Child, **how) -> int:
    with CaptureQueriesContext(connection) as found:
        load_child_record(child, **how)
    return len(found)


def test_nothing_more_is_asked_when_nothing_is_asked_as_known(cast):
    assert asked(cast.milo) == 6


def test_seven_questions_whatever_was_learnt_since(cast):
    also, _tie = second_entry(cast)
    third, _tie = second_entry(cast, "Mr Rivas", "other")
    other = second_milo(cast)
    all_recorded_long_ago(cast)
    correct(cast, stay_now(cast), carers=[cast.adults["adopter"]], home=cast.homes["parents"])
    main = cast.milo.primary_spells.get(ended_on=None, rank="main")
    correct(cast, main, adult=cast.adults["backup"])
    merge(cast, also, third)
    merge(cast, cast.adults["neighbour"], also)
    merge(cast, cast.milo, other)
    correct(cast, cast.lou, name="Luis")
    assert asked(cast.milo, as_known_on=cast.ago(1)) <= 7
