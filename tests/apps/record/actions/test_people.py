from __future__ import annotations

from datetime import timedelta

import pytest

from basehaven.apps.accounts.models import User
from basehaven.apps.record.access import children_for
from basehaven.apps.record.models import Sibling, Version
from basehaven.core.errors import NotPossible

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_the_caseworker_who_adds_a_child_works_with_the_child(cast):
    child = cast.do("child_create", name="Noor Bakri", born_on=cast.ago(100))
    assert child in children_for(cast.caseworker)
    assert child not in children_for(cast.home_visitor)


def test_a_child_not_born_yet_needs_neither_name_nor_birth_date(cast):
    child = cast.do("child_create", born_precision="unborn", due_on=cast.today + timedelta(days=60))
    assert (child.name, child.born_on) == ("", None)


def test_being_born_is_an_event_that_keeps_the_due_date(cast):
    due = cast.today + timedelta(days=20)
    child = cast.do("child_create", born_precision="unborn", due_on=due)
    cast.do("child_born", child=child, born_on=cast.ago(1), name="Ivy", sex="f")
    child.refresh_from_db()
    assert (child.name, child.born_on, child.born_precision, child.due_on) == (
        "Ivy",
        cast.ago(1),
        "day",
        due,
    )
    assert Version.objects.get(row_ref=child.ref).values["born_precision"] == "unborn"


def test_nobody_is_born_twice(cast):
    with pytest.raises(NotPossible, match="born already"):
        cast.do("child_born", child=cast.milo, born_on=cast.ago(1))


@pytest.mark.parametrize("precision", ["month", "year", "estimated"])
def test_a_birth_date_known_roughly_says_so(cast, precision):
    child = cast.do(
        "child_create", name="Sam Oduya", born_on=cast.ago(400), born_precision=precision
    )
    assert child.born_precision == precision


def test_a_child_whose_birth_date_nobody_knows_is_on_the_record_all_the_same(cast):
    assert cast.do("child_create", name="Sam Oduya").born_on is None


def test_a_born_child_goes_by_some_name(cast):
    with pytest.raises(NotPossible) as error:
        cast.do("child_create", born_on=cast.ago(10))
    assert error.value.field == "name"


def test_a_twin_takes_over_birth_due_date_and_region_and_becomes_a_twin_on_the_record(cast):
    twin = cast.do("child_create", name="Mira Marin", sex="f", twin_of=cast.milo)
    assert (twin.born_on, twin.due_on, twin.region) == (
        cast.milo.born_on,
        cast.milo.due_on,
        "North",
    )
    pair = Sibling.objects.get(child=cast.milo, sibling=twin)
    assert (pair.kind, pair.twin) == ("full", True)


def test_a_twin_shares_the_parents_chosen_and_what_restricts_them(cast):
    twin = cast.do(
        "child_create",
        name="Mira Marin",
        twin_of=cast.milo,
        shared_ties=[cast.ties["parent"], cast.ties["father"]],
    )
    assert {tie.adult for tie in twin.ties.all()} == {
        cast.adults["parent"],
        cast.adults["father"],
    }
    assert set(twin.restrictions.values_list("kind", flat=True)) == {
        "no_contact",
        "hide_address",
        "no_pickup",
    }


def test_twins_may_be_born_on_either_side_of_midnight(cast):
    twin = cast.do("child_create", name="Mira", twin_of=cast.milo, born_on=cast.day(1))
    assert twin.born_on == cast.day(1)


def test_a_person_needs_something_to_be_called_by(cast):
    with pytest.raises(NotPossible, match="bus driver"):
        cast.do("adult_create", name="  ")


def test_one_account_is_one_person(cast):
    with pytest.raises(NotPossible, match="already another person's"):
        cast.do("adult_link_user", adult=cast.adults["friend"], user=cast.parent)


def test_an_account_of_another_agency_is_nobody_here(cast):
    with pytest.raises(NotPossible, match="another agency"):
        cast.do(
            "adult_link_user",
            adult=cast.adults["friend"],
            user=User.objects.get(username="stranger"),
        )
