from __future__ import annotations

from datetime import timedelta

import pytest

from basehaven.apps.record.models import Version
from basehaven.core.errors import NotPossible

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def new_child(cast):
    return cast.do("child_create", name="Noor Bakri", born_on=cast.ago(500))


def stay(cast, child, start, **values):
    return cast.do(
        "stay_start", child=child, **{"kind": "kin", "started_on": cast.ago(start), **values}
    )


def test_a_move_ends_the_stay_before_on_the_same_day(cast, new_child):
    first = stay(cast, new_child, 100)
    stay(cast, new_child, 10, ends_current=True)
    first.refresh_from_db()
    assert first.ended_on == cast.ago(10)
    assert Version.objects.filter(row_ref=first.ref).count() == 1


def test_two_main_homes_on_one_day_are_refused_and_nothing_ends(cast, new_child):
    first = stay(cast, new_child, 100)
    with pytest.raises(NotPossible, match="shared care") as error:
        stay(cast, new_child, 10)
    first.refresh_from_db()
    assert first.ended_on is None and error.value.field == "started_on"


def test_a_child_may_alternate_between_two_homes(cast, new_child):
    stay(cast, new_child, 100, shared=True)
    stay(cast, new_child, 100, shared=True)
    assert new_child.stays.count() == 2


def test_a_stay_before_birth_is_refused(cast, new_child):
    with pytest.raises(NotPossible, match="was born on"):
        stay(cast, new_child, 501)


def test_a_stay_of_a_period_of_care_lies_inside_it(cast, new_child):
    care = cast.do("removal_start", child=new_child, removed_on=cast.ago(50))
    with pytest.raises(NotPossible, match="begins before the period of care"):
        stay(cast, new_child, 60, removal=care)


def test_another_childs_period_of_care_cannot_be_chosen(cast, new_child):
    with pytest.raises(NotPossible, match="one of this child's"):
        stay(cast, new_child, 60, removal=cast.removal)


def test_a_second_period_of_care_at_the_same_time_is_refused(cast):
    with pytest.raises(NotPossible, match="already in a period of care"):
        cast.do("removal_start", child=cast.milo, removed_on=cast.ago(10))


def test_leaving_care_ends_the_open_stay_in_it(cast):
    cast.do("removal_end", removal=cast.removal, exited_on=cast.ago(2), exit_reason="reunified")
    assert not cast.milo.stays.filter(ended_on=None).exists()


def test_leaving_care_before_a_stay_in_it_began_is_refused(cast):
    with pytest.raises(NotPossible, match="Correct the stay first"):
        cast.do(
            "removal_end", removal=cast.removal, exited_on=cast.day(300), exit_reason="reunified"
        )
    assert cast.milo.stays.filter(ended_on=None).count() == 1


def test_a_child_not_born_yet_cannot_be_in_care(cast):
    child = cast.do("child_create", born_precision="unborn")
    with pytest.raises(NotPossible, match="Record the birth first"):
        cast.do("removal_start", child=child, removed_on=cast.ago(1))


def test_a_stay_ends_once_and_not_in_the_future(cast):
    now = cast.milo.stays.get(ended_on=None)
    with pytest.raises(NotPossible, match="still to come"):
        cast.do("stay_end", stay=now, ended_on=cast.today + timedelta(days=1))
    cast.do("stay_end", stay=now, ended_on=cast.ago(1))
    with pytest.raises(NotPossible, match="already ended"):
        cast.do("stay_end", stay=now, ended_on=cast.ago(1))


def test_ending_a_stay_keeps_the_tie_to_whoever_cared_there(cast):
    cast.do("stay_end", stay=cast.milo.stays.get(ended_on=None), ended_on=cast.ago(1))
    assert cast.ties["foster_carer"].ended_on is None


def test_carers_keep_the_order_they_were_given_in(cast, new_child):
    carers = [cast.adults["parent"], cast.adults["grandmother"]]
    row = stay(cast, new_child, 5, carers=carers)
    assert [carer.adult for carer in row.carer_rows.all()] == carers
