from __future__ import annotations

import pytest

from basehaven.apps.record.actions.rules import PleaseCheck
from basehaven.core.errors import NotPossible

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def add(cast, **values):
    given = {"adult": cast.adults["friend"], "kind": "no_contact", "started_on": cast.ago(1)}
    return cast.do("restriction_add", child=cast.milo, **{**given, **values})


def test_a_restriction_without_a_source_is_asked_about_and_can_be_saved_at_once(cast):
    with pytest.raises(PleaseCheck):
        add(cast)
    assert add(cast, checked=True).pk


def test_a_restriction_may_be_known_before_it_begins(cast):
    assert add(cast, source="Order 5", ended_on=cast.today.replace(year=cast.today.year + 1)).pk


def test_the_same_restriction_twice_is_refused(cast):
    with pytest.raises(NotPossible, match="already on the record"):
        add(cast, adult=cast.adults["father"], source="Order 5")


def test_ending_a_restriction_asks_by_which_order(cast):
    row = add(cast, source="Order 5")
    with pytest.raises(NotPossible) as error:
        cast.do("restriction_end", restriction=row, ended_on=cast.today, reason=" ")
    assert error.value.field == "reason"
    cast.do("restriction_end", restriction=row, ended_on=cast.today, reason="Order 6")
    row.refresh_from_db()
    assert row.ended_on == cast.today
