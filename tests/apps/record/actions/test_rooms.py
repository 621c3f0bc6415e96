from __future__ import annotations

import pytest

from basehaven.apps.record.models import PrimarySpell
from basehaven.core.errors import NotPossible

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_a_room_move_ends_the_main_adult_there_and_not_the_tie(cast):
    mia = PrimarySpell.objects.get(adult=cast.adults["first_teacher"])
    assert (mia.ended_on, mia.end_reason) == (cast.day(335), "room_move")
    dana = PrimarySpell.objects.get(adult=cast.adults["foster_carer"])
    assert dana.ended_on == cast.day(335)


def test_a_child_is_in_the_same_room_once(cast):
    with pytest.raises(NotPossible, match="already on the record"):
        cast.do(
            "enrolment_start", child=cast.milo, room=cast.rooms["toddler"], started_on=cast.ago(3)
        )


def test_mornings_and_afternoons_may_be_in_two_rooms(cast):
    cast.do("enrolment_start", child=cast.milo, room=cast.rooms["baby"], started_on=cast.ago(3))
    assert cast.milo.enrolments.live_on(cast.today).count() == 2


def test_a_new_main_adult_takes_over_on_the_day(cast):
    cast.do(
        "primary_set",
        child=cast.milo,
        room=cast.rooms["toddler"],
        adult=cast.adults["backup"],
        rank="main",
        started_on=cast.ago(1),
        end_reason="staff_left",
    )
    ana = PrimarySpell.objects.get(adult=cast.adults["teacher"])
    assert (ana.ended_on, ana.end_reason) == (cast.ago(1), "staff_left")


def test_a_main_adult_belongs_to_a_room_the_child_is_in(cast):
    with pytest.raises(NotPossible, match="not in this room"):
        cast.do(
            "primary_set",
            child=cast.milo,
            room=cast.rooms["baby"],
            adult=cast.adults["backup"],
            rank="main",
            started_on=cast.ago(1),
        )
