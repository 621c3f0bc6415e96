from __future__ import annotations

import pytest

from basehaven.apps.record.access import children_for
from basehaven.core.errors import NotPossible

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_somebody_kept_from_the_address_cannot_be_given_addresses(cast):
    right = cast.milo.family_rights.get(adult=cast.adults["father"])
    cast.do("family_right_end", right=right, ended_on=cast.ago(1))
    with pytest.raises(NotPossible) as error:
        cast.do(
            "family_right_grant",
            child=cast.milo,
            adult=cast.adults["father"],
            started_on=cast.today,
            sees_addresses=True,
        )
    assert error.value.field == "sees_addresses"


def test_somebody_who_is_told_nothing_cannot_be_told(cast):
    cast.do(
        "restriction_add",
        child=cast.milo,
        adult=cast.adults["friend"],
        kind="no_information",
        started_on=cast.ago(1),
        source="Order 5",
    )
    with pytest.raises(NotPossible, match="told nothing"):
        cast.do(
            "family_right_grant",
            child=cast.milo,
            adult=cast.adults["friend"],
            started_on=cast.today,
        )


def test_rights_of_one_person_do_not_overlap(cast):
    with pytest.raises(NotPossible, match="already on the record"):
        cast.do(
            "family_right_grant",
            child=cast.milo,
            adult=cast.adults["parent"],
            started_on=cast.ago(5),
        )


def test_ending_a_right_closes_the_record_that_day(cast):
    right = cast.milo.family_rights.get(adult=cast.adults["parent"])
    assert cast.milo in children_for(cast.parent)
    cast.do("family_right_end", right=right, ended_on=cast.today)
    assert cast.milo not in children_for(cast.parent)


def test_work_is_with_a_child_or_a_room_and_not_both(cast):
    with pytest.raises(NotPossible, match="one child or one room"):
        cast.do(
            "working_relationship_start",
            user=cast.consultant,
            kind="consultant",
            child=cast.milo,
            room=cast.rooms["baby"],
            started_on=cast.today,
        )


def test_ending_the_work_closes_the_record_that_day(cast):
    work = cast.milo.working_relationships.get(user=cast.home_visitor)
    cast.do("working_relationship_end", work=work, ended_on=cast.today)
    assert cast.milo not in children_for(cast.home_visitor)
