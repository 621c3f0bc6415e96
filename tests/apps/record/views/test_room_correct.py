from __future__ import annotations

import pytest

from basehaven.apps.record.models import Room, Version
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def open_as(client, cast, user):
    return Page(client, user, "room_correct", cast.rooms["toddler"])


@pytest.fixture
def page(client, cast):
    return open_as(client, cast, cast.director)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (cast.stranger, cast.teacher, cast.caseworker, cast.parent):
        assert open_as(client, cast, user).get().status_code == 404


def test_a_name_is_put_right_and_the_old_one_kept_with_who_and_why(page, cast):
    typed = {"name": "Walkers", "centre": "Willow Court", "region": "East"}
    assert saved(page.post(**typed, reason_kind="slip", reason_words="new sign on the door"))
    room = Room.objects.get(pk=cast.rooms["toddler"].pk)
    assert (room.name, room.centre, room.region) == ("Walkers", "Willow Court", "East")
    assert Version.objects.get(row_ref=room.ref).values["name"] == "Toddler room"
    shown = text_of(page.get())
    for words in ("Toddler room", "Doris Achterberg", "new sign on the door"):
        assert words in shown


def test_a_room_without_a_name_comes_back_as_typed(page):
    response = page.post(name="", centre="Willow Court", reason_kind="slip")
    assert "name" in wrong(response)
    assert 'value="Willow Court"' in text_of(response)


def test_two_people_at_once_see_both_versions_side_by_side(page, cast):
    opened = page.form()
    cast.do("row_correct", row=cast.rooms["toddler"], values={"name": "Ones"}, reason="slip")
    response = page.client.post(page.address, {**opened, "name": "Twos", "reason_kind": "slip"})
    assert ("Name", "Ones", "Twos") in response.context["form"].theirs
