from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from basehaven.apps.audit.models import Look
from basehaven.apps.record import actions as record
from basehaven.apps.room.models import CardLine, CardShare
from tests.apps.room.cards import assert_not_there, client_of, lend, line, main_of, url

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def helped(cast, *outcomes, did="sat_near", **values):
    for number, soothed in enumerate(outcomes):
        seen = record.Seen(
            context="arrival", seen=("cried",), distress=True, response=did, soothed=soothed,
            **values,
        )  # fmt: skip
        record.care_event_record(
            by=cast.actor("teacher"), request_id=uuid.uuid4(), child=cast.milo,
            at=timezone.now() - timedelta(minutes=9 - number), moment=seen,
        )  # fmt: skip


def card(cast, who="teacher", **settings):
    return main_of(client_of(cast, who, **settings).get(url("child_card", cast)))


def test_what_the_child_likes_stands_before_what_is_hard_with_who_said_it_and_when(cast):
    line(cast, "teacher", kind="signal", text="Turns away", more="has had enough")
    line(cast, "parent")
    page = card(cast)
    assert page.index("Buses and water") < page.index("Turns away")
    assert "Rosa Marin, " in page
    assert str(timezone.localdate().year) in page


def test_an_allergy_stands_at_the_top_with_what_to_do(cast):
    line(cast)
    line(cast, kind="allergy", text="Peanuts", more="Red box, then the ambulance")
    page = card(cast)
    assert page.index("Peanuts") < page.index("Red box") < page.index("Buses and water")


def test_what_helped_is_counted_from_the_log_when_the_card_is_looked_at(cast):
    helped(cast, "yes", "yes", "no")
    page = card(cast)
    assert "sat near: helped 2 of 3 times" in page
    assert "Put it on the card" in page
    helped(cast, "yes")
    assert "sat near: helped 3 of 4 times" in card(cast)


def test_what_helped_once_is_not_proposed_yet(cast):
    helped(cast, "yes", "no")
    assert "sat near" not in card(cast)


def test_moments_with_a_sign_of_harm_grow_nothing(cast):
    for _ in range(3):
        record.care_event_record(
            by=cast.actor("teacher"), request_id=uuid.uuid4(), child=cast.milo,
            at=timezone.now() - timedelta(minutes=1),
            moment=record.Seen(
                context="care", seen=("injury_sign",), response="sat_near", soothed="yes"
            ),
        )  # fmt: skip
    assert "sat near" not in card(cast)


def test_on_whose_word_a_line_stands_is_said_beside_who_wrote_it(cast):
    line(cast, "teacher", word_of=cast.adults["parent"])
    assert "Rosa Marin, written down by Ana Lindqvist" in card(cast)


def test_somebody_kept_away_since_is_not_called_any_more_and_the_card_says_so(cast):
    line(cast, kind="call", text="555 0142", person=cast.adults["grandmother"])
    assert "555 0142" in card(cast)
    cast.do(
        "restriction_add", child=cast.milo, adult=cast.adults["grandmother"], kind="no_contact",
        started_on=cast.today, source="17/9",
    )  # fmt: skip
    page = card(cast)
    assert "555 0142" not in page
    assert "not to be called" in page
    assert "no contact" in page


def test_whoever_may_only_read_is_offered_no_change(cast):
    line(cast)
    page = card(cast, "consultant")
    assert "Buses and water" in page
    assert not [word for word in ("Put right", "Take off", "Add a line", "Lend") if word in page]


def test_opening_the_card_is_a_look(cast):
    card(cast)
    look = Look.objects.get(action="child_card")
    assert (look.child_ref, look.grounds) == (cast.milo.ref, "teacher of the room")


def test_to_whoever_is_kept_away_or_has_no_ground_it_does_not_exist(cast):
    line(cast)
    assert_not_there(cast, url("child_card", cast))


def test_in_spanish_it_speaks_spanish(cast):
    line(cast, text="Los autobuses", language="es")
    page = card(cast, "teacher", HTTP_ACCEPT_LANGUAGE="es")
    assert "Cómo leerme" in page
    assert '<p lang="es" dir="ltr">Los autobuses' in page


def test_a_lawful_erasure_takes_the_card_and_its_links_with_it(cast):
    line(cast, "teacher", kind="call", person=cast.adults["grandmother"])
    line(cast, "teacher", word_of=cast.adults["parent"])
    lend(cast)
    removal = cast.do(
        "removal_ask", role="data_manager", child=cast.milo, kind="erase", order="erasure",
        reason="17/9",
    )  # fmt: skip
    cast.do("removal_do", role="supervisor", removal=removal)
    assert not CardLine.objects.exists()
    assert not CardShare.objects.exists()
