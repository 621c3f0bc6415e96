from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from basehaven.apps.room.models import CueRowOn
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def consultant(cast):
    client = Client()
    sign_in(client, cast.consultant)
    return client


def turn(client, row, way):
    return client.post(reverse("cue_row_list"), {"row": row, "turn": way})


def test_every_row_is_off_until_a_clinician_turns_it_on_by_name(consultant, cast):
    page = consultant.get(reverse("cue_row_list")).content.decode()
    assert page.count('value="on"') == 72
    turn(consultant, "K01", "on")
    assert CueRowOn.objects.get().turned_on_by == cast.consultant
    assert "on, Cora Whitfield" in consultant.get(reverse("cue_row_list")).content.decode()


def test_what_was_turned_off_stays_in_the_table_with_its_days(consultant):
    turn(consultant, "K01", "on")
    turn(consultant, "K01", "off")
    assert CueRowOn.objects.get().turned_off_at is not None
    turn(consultant, "K01", "on")
    assert CueRowOn.objects.count() == 2


def test_a_row_that_is_not_there_is_not_found(consultant):
    assert turn(consultant, "K99", "on").status_code == 404


def test_each_row_shows_its_sources(consultant):
    page = consultant.get(reverse("cue_row_list")).content.decode()
    assert "naeyc.org" in page


def test_to_other_roles_it_does_not_exist(cast):
    for role in ("teacher", "director", "parent", "caseworker", "funder", "stranger"):
        client = Client()
        sign_in(client, cast.users[role])
        assert client.get(reverse("cue_row_list")).status_code == 404, role
        assert turn(client, "K01", "on").status_code == 404, role
