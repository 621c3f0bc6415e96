"""The nine questions: asked of each adult alone, read side by side."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from basehaven.apps.accounts.actions.draft_save import draft_save
from basehaven.apps.accounts.models import Draft
from basehaven.apps.audit.models import Change
from basehaven.apps.record.actions.merge import person_merge
from basehaven.apps.room.models import ComfortAnswer
from tests.apps.room.turning import answer, opened, post, read
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_answers_stand_side_by_side_and_where_they_differ_is_said(cast):
    assert answer(cast, "teacher", hurt="teacher", hurt_next="grandmother").status_code == 302
    answer(cast, "foster_carer", hurt="foster_carer", frightened="nobody", sure="high")
    said = read(cast, "caseworker")
    assert "Ana Lindqvist and Ida Marin" in said
    assert "The answers differ. Each may have seen other hours of the day." in said
    assert "): nobody" in said
    assert "how sure: very" in said
    assert "): does not know" in said


def test_same_answers_are_said_to_be_the_same(cast):
    answer(cast, "teacher", hurt="foster_carer")
    answer(cast, "foster_carer", hurt="foster_carer")
    assert "All name the same person first." in read(cast, "teacher")


def test_a_later_answer_stands_beside_the_older_one(cast):
    answer(cast, "teacher", hurt="teacher")
    answer(cast, "teacher", hurt="backup")
    said = read(cast, "caseworker")
    assert "Earlier: Ana Lindqvist" in said
    assert ComfortAnswer.objects.count() == 2


def test_what_is_wrong_comes_back_with_all_that_was_typed(cast):
    page = answer(
        cast, "teacher", hurt="teacher", hurt_next="teacher", missed="grandmother", sure="low"
    )
    html = page.content.decode()
    assert page.status_code == 422
    assert "Name each person once" in html
    assert f'value="{cast.adults["grandmother"].ref}" selected' in html
    assert '"low" selected' in html
    assert not ComfortAnswer.objects.exists()


def test_a_day_to_come_and_no_answer_at_all_are_refused(cast):
    tomorrow = cast.ago(-1).isoformat()
    page = answer(cast, "teacher", hurt="teacher", seen_on=tomorrow)
    assert "This day is still to come." in page.content.decode()
    assert tomorrow in page.content.decode()
    assert "Answer at least one question" in answer(cast, "teacher").content.decode()
    assert not ComfortAnswer.objects.exists()


def test_who_works_with_the_child_writes_down_what_others_say_and_family_only_their_own(cast):
    grandmother = str(cast.adults["grandmother"].ref)
    written = answer(cast, "caseworker", asked="grandmother", hurt="grandmother")
    assert written.status_code == 302
    assert str(ComfortAnswer.objects.get().asked.ref) == grandmother
    assert answer(cast, "parent", asked="grandmother", hurt="parent").status_code == 422
    assert answer(cast, "parent", hurt="parent").status_code == 302


def test_the_page_of_questions_shows_nobody_elses_answers(cast):
    answer(cast, "foster_carer", hurt="neighbour")
    html = opened(cast, "teacher", "interview_answer").content.decode()
    assert "When Milo is hurt, who does Milo go to?" in html
    assert "selected>Tomás Rivas" not in html
    assert html.count("<fieldset") == 8


def test_a_draft_is_kept_through_a_time_out_and_forgotten_when_saved(cast):
    draft_save(
        user=cast.teacher, form="interview_answer", subject=str(cast.milo.ref),
        values={"hurt": "nobody"},
    )  # fmt: skip
    html = opened(cast, "teacher", "interview_answer").content.decode()
    assert "We kept what you typed" in html
    assert '<option value="nobody" selected>' in html
    answer(cast, "teacher", hurt="teacher")
    assert not Draft.objects.exists()


def test_sent_twice_it_is_one_answer_and_it_is_in_the_trail(cast):
    once = "6ad5c0b6-1f8c-4be7-8fb1-5d5fd5d6a0b1"
    for _time in range(2):
        answer(cast, "teacher", hurt="teacher", request_id=once)
    assert ComfortAnswer.objects.count() == 1
    assert Change.objects.filter(action="interview_answer", child_ref=cast.milo.ref).count() == 1


def test_somebody_named_and_merged_since_is_who_they_are_now(cast):
    answer(cast, "teacher", hurt="friend")
    person_merge(
        by=cast.actor("data_manager"),
        request_id=cast.milo.ref,
        kept=cast.adults["neighbour"],
        merged=cast.adults["friend"],
    )
    assert "Tomás Rivas" in read(cast, "caseworker").split("What the adults answer", 1)[1]


def test_a_person_of_another_agency_or_not_of_the_child_cannot_be_named(cast):
    assert answer(cast, "teacher", hurt="lous_carer").status_code == 422
    assert not ComfortAnswer.objects.exists()


def test_to_a_director_a_stranger_and_whoever_is_kept_away_it_does_not_exist(cast):
    for who in ("director", "stranger", "father", "data_manager"):
        assert opened(cast, who, "interview_answer").status_code == 404, who
        assert post(cast, who, "interview_answer", hurt="nobody").status_code == 404, who
    client = Client()
    sign_in(client, cast.teacher)
    assert client.get(reverse("interview_answer", args=[cast.lou.ref])).status_code == 404
