from __future__ import annotations

import pytest

from basehaven.apps.room.models import Away
from tests.apps.room.conftest import assert_nobody_else_gets_there

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def tap(room, reason, who="teacher"):
    return room.client.post(room.address("away_set", room.cast.adults[who].ref), {"reason": reason})


def test_on_a_break_the_adult_counts_as_away_until_they_are_back(room):
    room.arrive("Noor")
    tap(room, "break")
    page = room.board()
    assert "on a break" in page
    assert '<span class="is-here">Ana 1st</span>' not in page
    tap(room, "back")
    assert '<span class="is-here">Ana 1st</span>' in room.board()


def test_busy_after_a_break_is_one_reason_at_a_time(room):
    tap(room, "break")
    tap(room, "busy")
    assert Away.objects.filter(until_at=None).get().reason == "busy"


def test_somebody_not_on_shift_or_another_reason_is_not_found(room):
    assert tap(room, "break", "backup").status_code == 404  # due later
    assert tap(room, "asleep").status_code == 404
    assert not Away.objects.exists()


def test_to_everybody_else_it_does_not_exist(room):
    address = room.address("away_set", room.cast.adults["teacher"].ref)
    assert_nobody_else_gets_there(room, address, "post", reason="break")
