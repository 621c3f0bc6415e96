from __future__ import annotations

import pytest

from basehaven.apps.room.models import CardLine
from tests.apps.room.cards import assert_not_there, client_of, line, url
from tests.apps.room.views.test_child_card import card

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def remove(cast, of, **values):
    return client_of(cast, "teacher").post(url("card_line_remove", cast, of.ref), values)


def test_what_holds_no_longer_leaves_the_card_and_stays_in_its_past(cast):
    assert remove(cast, line(cast), why="over").status_code == 302
    assert "Buses and water" in card(cast).split("What stood here before")[1]
    assert not CardLine.objects.standing().exists()


def test_what_was_entered_in_error_is_kept_and_shown_nowhere(cast):
    remove(cast, line(cast), why="error")
    assert "Buses and water" not in card(cast)
    assert CardLine.objects.get().entered_in_error


def test_without_saying_why_nothing_goes(cast):
    page = remove(cast, line(cast), why="because")
    assert page.status_code == 422
    assert "Buses and water" in page.content.decode()
    assert CardLine.objects.standing().exists()


def test_to_readers_and_strangers_it_does_not_exist(cast):
    address = url("card_line_remove", cast, line(cast).ref)
    assert_not_there(cast, address, "father", "stranger", "consultant")
