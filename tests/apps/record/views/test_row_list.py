from __future__ import annotations

import re

import pytest
from django.urls import reverse

from basehaven.apps.record.models import Contact
from basehaven.apps.record.queries import day_rows
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "contact_list", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (cast.stranger, cast.analyst, cast.parent):
        for name in ("contact_list", "attendance_list"):
            assert Page(client, user, name, cast.milo).get().status_code == 404


def test_contacts_stand_newest_first_each_with_the_way_to_put_it_right(page, cast):
    shown = text_of(page.get())
    order = [shown.index(name) for name in ("Rosa Marin", "Vera Castillo", "Ida Marin")]
    assert order == sorted(order)
    for contact in cast.milo.contacts.all():
        assert reverse("row_correct", args=[cast.milo.ref, "contact", contact.ref]) in shown


def test_a_restriction_stands_beside_the_name(page, cast):
    cast.do(
        "restriction_add", child=cast.milo, adult=cast.adults["grandmother"],
        kind="supervised_only", started_on=cast.ago(1), source="Order 5",
    )  # fmt: skip
    assert "Order 5" in text_of(page.get())


def test_a_day_in_the_room_says_who_took_the_child_home_and_that_can_be_put_right(client, cast):
    days = Page(client, cast.teacher, "attendance_list", cast.milo)
    correct = Page(client, cast.teacher, "row_correct", cast.milo, "attendance", cast.attendance)
    arrived = correct.form()["arrived_at"]
    typed = {"left_at": arrived, "reason_kind": "told"}
    assert saved(correct.post(**typed, picked_up_by=cast.adults["foster_carer"]))
    assert "went home with Dana Okafor" in text_of(days.get())
    assert correct.form()["picked_up_by"] == str(cast.adults["foster_carer"].ref)
    assert saved(correct.post(picked_up_by=cast.adults["neighbour"], reason_kind="told"))
    assert "went home with Tomás Rivas" in text_of(days.get())
    history = Page(client, cast.director, "row_correct", cast.milo, "attendance", cast.attendance)
    assert "went home with Dana Okafor" in text_of(history.get())


def test_a_mistaken_time_comes_back_with_who_picked_up(client, cast):
    correct = Page(client, cast.teacher, "row_correct", cast.milo, "attendance", cast.attendance)
    carer = cast.adults["foster_carer"]
    response = correct.post(left_at="2020-01-01T08:00", picked_up_by=carer, reason_kind="told")
    assert "later time" in wrong(response)["left_at"]
    assert re.search(f'value="{carer.ref}" checked', text_of(response))


def test_years_of_them_are_read_a_page_at_a_time(page, cast, monkeypatch):
    monkeypatch.setattr(day_rows, "PAGE", 2)
    seen, address = [], page.address
    while address:
        shown = text_of(page.client.get(address))
        seen += re.findall(r"/contact/([0-9a-f-]{36})/correct/", shown)
        more = re.search(r'href="(\?after=[0-9a-f-]+)" rel="next"', shown)
        address = page.address + more[1] if more else ""
    assert len(seen) == len(set(seen)) == Contact.objects.filter(child=cast.milo).count()


def test_a_reference_that_cannot_be_read_begins_at_the_beginning(page):
    assert "Rosa Marin" in text_of(page.get(after="nonsense"))


def test_nothing_yet_is_said(client, cast):
    assert "No contact is on the record yet" in text_of(
        Page(client, cast.caseworker, "contact_list", cast.lou).get()
    )
