from __future__ import annotations

import re

import pytest

from basehaven.apps.record.queries import rooms
from tests.posting import Page, text_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.director, "room_list")


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (cast.stranger, cast.teacher, cast.caseworker, cast.parent, cast.analyst):
        assert Page(client, user, "room_list").get().status_code == 404


def test_a_director_reads_the_rooms_that_they_direct_and_no_others(page, cast):
    cast.do("room_create", name="Somebody else's room", centre="Willow House")
    shown = text_of(page.get())
    assert "Baby room" in shown and "Toddler room" in shown
    assert "Somebody else's room" not in shown


def test_a_data_manager_reads_every_room_of_the_agency_a_page_at_a_time(client, cast, monkeypatch):
    monkeypatch.setattr(rooms, "PAGE", 2)
    cast.do("room_create", name="Preschool room")
    cast.do("room_create", role="stranger", name="Another agency's room")
    page = Page(client, cast.data_manager, "room_list")
    first = text_of(page.get())
    after = re.search(r"\?after=([0-9a-f-]+)", first)[1]
    both = first + text_of(page.get(after=after))
    names = re.findall(r'children__name" href="[^"]+">([^<]+)', both)
    assert names == ["Preschool room", "Baby room", "Toddler room"]
    assert 'rel="next"' not in text_of(page.get(after=after))


def test_a_reference_that_cannot_be_read_begins_at_the_beginning(page):
    assert "Baby room" in text_of(page.get(after="nonsense"))


def test_a_director_of_nothing_is_told_what_to_do(page, cast):
    cast.director.working_relationships.update(ended_on=cast.today)
    assert "ask the data manager" in text_of(page.get())


def test_whoever_plans_rooms_is_led_here(client, cast):
    for user, led in ((cast.director, True), (cast.data_manager, True), (cast.teacher, False)):
        shown = text_of(Page(client, user, "child_list").get())
        assert ('href="/rooms/"' in shown) is led
