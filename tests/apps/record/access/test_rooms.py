from __future__ import annotations

import pytest

from basehaven.apps.accounts.models import Role
from basehaven.apps.record.access import rooms_for

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_a_director_plans_the_rooms_they_direct_today(cast):
    assert set(rooms_for(cast.director)) == set(cast.rooms.values())
    assert not rooms_for(cast.director, cast.day(1))
    cast.director.working_relationships.update(ended_on=cast.today)
    assert not rooms_for(cast.director)


def test_a_room_that_a_director_adds_is_theirs_to_plan(cast):
    room = cast.do("room_create", role="director", name="Walkers")
    assert room in rooms_for(cast.director)


def test_a_data_manager_plans_their_own_agencys_rooms(cast):
    other = cast.do("room_create", role="stranger", name="Elsewhere")
    assert set(rooms_for(cast.data_manager)) == set(cast.rooms.values())
    cast.stranger.role = Role.DATA_MANAGER
    assert list(rooms_for(cast.stranger)) == [other]


def test_working_in_a_room_is_not_planning_it(cast):
    for who in ("teacher", "consultant", "caseworker", "supervisor", "parent", "analyst"):
        assert not rooms_for(cast.users[who])


def test_a_closed_account_plans_nothing(cast):
    cast.director.is_active = False
    assert not rooms_for(cast.director)
