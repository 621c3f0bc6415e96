from __future__ import annotations

import pytest

from basehaven.apps.room.models import ComfortAnswer
from tests.apps.room.turning import answer, opened, post, read

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def mark(cast, who):
    return post(cast, who, "interview_mark_error", ComfortAnswer.objects.get().ref)


def test_ones_own_answers_are_taken_back_and_kept(cast):
    answer(cast, "teacher", hurt="teacher")
    assert "Entered in error: Ana Lindqvist" in read(cast, "teacher")
    assert mark(cast, "teacher").status_code == 302
    assert "Nobody has answered yet." in read(cast, "caseworker")
    assert ComfortAnswer.objects.get().said == {"hurt": [str(cast.adults["teacher"].ref)]}


def test_who_wrote_them_down_for_somebody_may_take_them_back(cast):
    answer(cast, "caseworker", asked="grandmother", hurt="grandmother")
    assert mark(cast, "caseworker").status_code == 302
    assert ComfortAnswer.objects.get().entered_in_error


def test_nobody_else_takes_them_back(cast):
    answer(cast, "teacher", hurt="teacher")
    assert "Entered in error" not in read(cast, "caseworker")
    for who in ("caseworker", "parent", "director", "stranger"):
        assert mark(cast, who).status_code == 404, who
    assert not ComfortAnswer.objects.get().entered_in_error


def test_another_childs_answers_are_not_found_under_this_one(cast):
    answer(cast, "teacher", hurt="teacher")
    ComfortAnswer.objects.update(child=cast.lou)
    assert mark(cast, "teacher").status_code == 404
    assert opened(cast, "teacher").status_code == 200


def test_a_page_asks_first_and_changes_nothing(cast):
    answer(cast, "teacher", hurt="teacher")
    page = opened(cast, "teacher", "interview_mark_error", ComfortAnswer.objects.get().ref)
    assert page.status_code == 200
    assert "Answers entered in error" in page.content.decode()
    assert not ComfortAnswer.objects.get().entered_in_error
