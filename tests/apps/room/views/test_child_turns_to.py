"""Whom a child turns to: who reads it, what it says, and what it never says."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from basehaven.apps.audit.models import Look
from basehaven.apps.consent.actions import consent_give
from basehaven.apps.record.actions.merge import person_merge
from basehaven.apps.room.models import ComfortAnswer, ComfortDispute
from tests.apps.room.turning import answer, opened, read, saw, turned_to_ana
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
# Not questions: on PostgreSQL writers of the trail wait for each other by a lock.
TAKING_TURNS = ("BEGIN", "COMMIT", "SAVE", "RELEASE", "SELECT pg_advisory_xact_lock")
HTMX = {"HTTP_HX_REQUEST": "true"}


def test_lanes_say_whom_how_often_when_and_who_wrote_it_down(cast):
    turned_to_ana(cast)
    said = read(cast, "caseworker")
    assert "Lately more to Ana Lindqvist than to Ben Haile when both were there: 6 of 6" in said
    assert "Ana Lindqvist: turned to 6 times, 6 of them first; there in 6 of 6" in said
    assert "Recorded by Ana Lindqvist: 0 of 6." in said
    assert "Ben Haile: there in 6 of 6, not turned to." in said


def test_only_hard_moments_order_the_comfort_lane(cast):
    for number in range(6):
        saw(cast, ago=number + 1, context="play", seen=("looked_back",), distress=False,
            approached=["backup"], available=["teacher", "backup"])  # fmt: skip
    said = read(cast, "teacher")
    comfort, play = said.index("Goes to for comfort"), said.index("Plays from")
    assert "No hard moments noted." in said[comfort:play]
    assert "Ben Haile: looked or came back to 6 times" in said[play:]


def test_who_is_missed_has_a_lane_of_their_own(cast):
    saw(cast, context="arrival", missed=["grandmother"], available=["teacher"])
    assert "Ida Marin: looked for 1 time, 1 of them at an arrival" in read(cast, "teacher")


def test_whether_it_helped_stands_apart_in_alphabetical_order(cast):
    turned_to_ana(cast, 2)
    saw(cast, responder="grandmother", soothed="partly")
    helped = read(cast, "caseworker").split("Whether it helped", 1)[1]
    assert helped.index("Ana Lindqvist: responded") < helped.index("Ida Marin: responded")


def test_not_enough_seen_is_an_answer_with_what_to_do(cast):
    turned_to_ana(cast, 1)
    response = opened(cast, "teacher")
    said = response.content.decode()
    assert "That is an answer: nobody knows yet whom Milo turns to" in said
    assert f"{reverse('moment_log', args=[cast.rooms['toddler'].ref])}?child=" in said
    assert "Log a moment</a>" not in opened(cast, "parent").content.decode()


def test_nobody_is_given_a_rank_a_score_or_a_type(cast):
    turned_to_ana(cast)
    said = read(cast, "caseworker").lower()
    for word in ("secure", "rank", "score", "avoidant", "first place", "%"):
        assert word not in said


def test_a_director_a_data_manager_and_a_stranger_find_nothing(cast):
    turned_to_ana(cast)
    for who in ("director", "data_manager", "stranger", "analyst", "funder"):
        assert opened(cast, who).status_code == 404, who


def test_whoever_directs_the_centre_finds_nothing_on_any_other_ground(cast):
    cast.do(
        "working_relationship_start", user=cast.director, kind="teacher", child=None,
        room=cast.rooms["toddler"], started_on=cast.ago(9),
    )  # fmt: skip
    assert opened(cast, "director").status_code == 404


def test_whom_an_order_keeps_away_finds_nothing(cast):
    turned_to_ana(cast)
    assert opened(cast, "father").status_code == 404


def test_the_family_reads_it_unless_the_agency_says_otherwise(cast, settings):
    turned_to_ana(cast)
    assert "more to Ana Lindqvist" in read(cast, "parent")
    settings.BASEHAVEN_FAMILY_SEES_TURNS = False
    assert opened(cast, "parent").status_code == 404
    assert opened(cast, "foster_carer").status_code == 404
    assert "turns-to" not in opened(cast, "parent", "child_show").content.decode()
    assert "more to Ana Lindqvist" in read(cast, "teacher")


def test_a_consent_beside_the_right_makes_family_no_worker(cast, settings):
    consent_give(
        by=cast.actor("parent"), request_id=uuid.uuid4(), child=cast.milo,
        given_by=cast.adults["parent"], to_user=cast.foster_carer, purpose="the same home",
        scope="record", ended_on=cast.ago(-9),
    )  # fmt: skip
    saw(cast, seen=("injury_sign",), approached=["teacher"], observer="teacher")
    assert "Ana Lindqvist: turned to" not in read(cast, "foster_carer")
    settings.BASEHAVEN_FAMILY_SEES_TURNS = False
    assert opened(cast, "foster_carer").status_code == 404


def test_a_child_erased_takes_answers_and_disputes_along(cast):
    answer(cast, "teacher", hurt="friend")
    ComfortDispute.objects.create(
        agency=cast.agency, child=cast.milo, one=cast.adults["friend"],
        other=cast.adults["other"], started_on=cast.today, decided_by=cast.caseworker,
    )  # fmt: skip
    removal = cast.do(
        "removal_ask", child=cast.milo, kind="erase", order="erasure", reason="asked for by right"
    )
    cast.do("removal_do", role="data_manager", removal=removal)
    assert not ComfortAnswer.objects.exists()
    assert not ComfortDispute.objects.exists()


def test_moments_with_a_sign_of_harm_are_not_told_to_the_family(cast):
    saw(cast, seen=("injury_sign",), approached=["teacher"], observer="teacher")
    assert "Ana Lindqvist: turned to 1 time" in read(cast, "teacher")
    assert "Ana Lindqvist: turned to" not in read(cast, "parent")


def test_an_order_is_said_beside_the_name_and_at_the_top(cast):
    saw(cast, missed=["father"], available=["teacher"])
    said = read(cast, "teacher")
    order = "no contact, may not pick up, may not learn where the child is"
    assert f"Gus Marin: {order} (Family court order 17/231)" in said
    assert f"Gus Marin ({order}): looked for 1 time" in said


def test_somebody_who_is_not_of_the_childs_record_is_not_named(cast):
    turned_to_ana(cast, 3, available=["teacher", "lous_carer"])
    said = read(cast, "caseworker")
    assert "Nell Quist" not in said
    assert str(cast.adults["lous_carer"].ref) not in said
    assert "3 moments name somebody who has no tie" in said
    assert "Ana Lindqvist: turned to 3 times" in said


def test_a_person_merged_into_another_is_one_person(cast):
    saw(cast, approached=["friend"], available=["friend"])
    kept, gone = cast.adults["neighbour"], cast.adults["friend"]
    person_merge(by=cast.actor("data_manager"), request_id=uuid.uuid4(), kept=kept, merged=gone)
    assert "Tomás Rivas: turned to 1 time" in read(cast, "caseworker")


def test_the_look_is_written_down_and_the_page_takes_fifteen_queries_at_most(client, cast):
    turned_to_ana(cast)
    for who in ("caseworker", "teacher", "parent", "supervisor"):
        sign_in(client, cast.users[who])
        address = reverse("child_turns_to", args=[cast.milo.ref])
        client.get(address)
        with (
            CaptureQueriesContext(connections["default"]) as one,
            CaptureQueriesContext(connections["looks"]) as two,
        ):
            client.get(address)
        asked = [q["sql"] for q in one.captured_queries + two.captured_queries]
        asked = [sql for sql in asked if not sql.startswith(TAKING_TURNS)]
        assert len(asked) <= 15, who
    look = Look.objects.filter(action="child_turns_to").first()
    assert (look.child_ref, look.grounds) == (cast.milo.ref, "caseworker of the child")


def test_the_childs_page_gets_the_words_beside_each_person(cast):
    turned_to_ana(cast)
    page = opened(cast, "caseworker", "child_show").content.decode()
    part = opened(cast, "caseworker", **HTMX).content.decode()
    target = f'id="beside-{cast.adults["teacher"].ref}"'
    assert target in page
    assert target in part
    assert "goes to for comfort: 6 ×, was there 6 ×, last" in part
    assert "Ben Haile" not in part  # nobody stands there as turned to less than another
    assert "<h1" not in part
    for ref in (cast.adults["lous_carer"].ref, cast.adults["caseworker"].ref):
        assert f"beside-{ref}" not in part


def test_every_word_comes_beside_somebody_whom_the_page_lists(cast):
    saw(cast, approached=["teacher", "foster_carer"], available=["parent"], missed=["doula"])
    page = opened(cast, "caseworker", "child_show").content.decode()
    part = opened(cast, "caseworker", **HTMX).content.decode()
    beside = re.findall(r'id="(beside-[^"]+)"', part)
    assert len(beside) == 3
    assert all(f'id="{target}"' in page for target in beside)
