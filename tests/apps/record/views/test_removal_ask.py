from __future__ import annotations

import pytest

from basehaven.apps.record.models import Child, LawfulRemoval
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "removal_ask", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "removal_ask", cast.milo).get().status_code == 404


def test_a_caseworker_asks_and_nothing_happens_yet(page, cast):
    assert saved(page.post(kind="seal", order="sealed_adoption", reason="Order 4/77"))
    assert LawfulRemoval.objects.get().asked_by == cast.caseworker
    assert Child.objects.get(pk=cast.milo.pk).sealed_at is None


def test_a_name_in_the_reason_comes_back(page):
    response = page.post(kind="erase", order="erasure", reason="Rosa asked for it")
    assert "Leave names out" in wrong(response)["reason"]
    assert "Rosa asked for it" in text_of(response)


def test_the_page_says_what_is_out_of_reach(page):
    assert "backups" in text_of(page.get())


def test_a_teacher_does_not_ask(client, cast):
    assert Page(client, cast.teacher, "removal_ask", cast.milo).get().status_code == 404
