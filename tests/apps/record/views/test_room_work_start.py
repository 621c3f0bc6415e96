from __future__ import annotations

import pytest

from basehaven.apps.record.access import children_for
from basehaven.apps.record.models import WorkingRelationship
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def room(cast):
    return cast.do("room_create", role="director", name="Walkers")


@pytest.fixture
def page(client, cast, room):
    return Page(client, cast.director, "room_work_start", room)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (cast.stranger, cast.teacher, cast.caseworker, cast.parent):
        room = cast.rooms["toddler"]
        assert Page(client, user, "room_work_start", room).get().status_code == 404


def test_a_teacher_sees_the_children_of_the_room_from_that_day_on(page, cast, room):
    cast.do("enrolment_start", child=cast.lou, room=room, started_on=cast.ago(3))
    assert cast.lou not in children_for(cast.teacher)
    assert saved(page.post(worker=cast.teacher, started_on=cast.today))
    assert cast.lou in children_for(cast.teacher)


def test_without_a_person_it_comes_back_with_the_day(page, cast):
    response = page.post(worker="", started_on=cast.ago(9))
    assert "worker" in wrong(response)
    assert cast.ago(9).isoformat() in text_of(response)


def test_the_same_work_is_not_written_down_twice(page, cast):
    page.post(worker=cast.teacher, started_on=cast.ago(9))
    assert "already" in wrong(page.post(worker=cast.teacher, started_on=cast.ago(2)))["worker"]


def test_a_director_names_teachers_and_a_data_manager_directors_and_consultants(
    client, cast, page, room
):
    assert "worker" in wrong(page.post(worker=cast.consultant))
    manager = Page(client, cast.data_manager, "room_work_start", room)
    assert saved(manager.post(worker=cast.consultant))
    kinds = WorkingRelationship.objects.filter(room=room).values_list("kind", flat=True)
    assert set(kinds) == {"director", "consultant"}
