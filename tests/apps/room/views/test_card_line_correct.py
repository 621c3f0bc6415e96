from __future__ import annotations

import pytest

from basehaven.apps.audit.models import Change
from basehaven.apps.room.models import CardLine
from tests.apps.room.cards import assert_not_there, client_of, line, typed, url
from tests.apps.room.views.test_child_card import card

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def correct(cast, of, who="teacher", **values):
    return client_of(cast, who).post(url("card_line_correct", cast, of.ref), typed(**values))


def test_the_new_line_stands_in_its_place_and_the_old_one_is_kept(cast):
    old = line(cast)
    assert correct(cast, old, text="Trains, by now").status_code == 302
    new = CardLine.objects.get(text="Trains, by now")
    old.refresh_from_db()
    assert (new.instead_of, new.kind, old.text) == (old, "likes", "Buses and water")
    assert old.ended_at is not None
    page = card(cast)
    assert page.index("Trains, by now") < page.index("What stood here before")
    assert page.index("What stood here before") < page.index("Buses and water")
    assert Change.objects.get(action="card_line_correct").row_ref == new.ref


def test_bad_input_comes_back_with_all_that_was_typed_and_changes_nothing(cast):
    old = line(cast)
    page = correct(cast, old, text="At 12 Alder Way", more="always")
    assert page.status_code == 422
    assert "At 12 Alder Way" in page.content.decode()
    old.refresh_from_db()
    assert old.ended_at is None


def test_two_who_correct_the_same_line_lose_neither(cast):
    old = line(cast)
    correct(cast, old, "parent", text="Trains")
    assert correct(cast, old, text="Trams").status_code == 404
    assert CardLine.objects.standing().get().text == "Trains"


def test_a_line_of_another_child_is_not_found(cast):
    other = line(cast, "caseworker", child=cast.lou)
    assert correct(cast, other, "caseworker").status_code == 404


def test_to_readers_and_strangers_it_does_not_exist(cast):
    address = url("card_line_correct", cast, line(cast).ref)
    assert_not_there(cast, address, "father", "stranger", "consultant")
