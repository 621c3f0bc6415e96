from __future__ import annotations

import pytest

from basehaven.apps.record.models import Version
from basehaven.apps.record.queries import load_child_record
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "row_mark_error", cast.milo, "tie", cast.ties["friend"])


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert (
            Page(client, user, "row_mark_error", cast.milo, "tie", cast.ties["friend"])
            .get()
            .status_code
            == 404
        )


def test_the_row_leaves_the_map_and_stays_in_the_history(page, cast):
    assert saved(page.post(reason_kind="wrong_person"))
    shown = {tie.tie_id for tie in load_child_record(cast.milo).ties}
    assert str(cast.ties["friend"].ref) not in shown
    assert Version.objects.filter(row_ref=cast.ties["friend"].ref).exists()


def test_without_a_reason_it_comes_back_with_the_words(page):
    response = page.post(reason_words="not hers at all")
    assert "reason_kind" in wrong(response)
    assert "not hers at all" in text_of(response)


def test_a_right_is_ended_and_never_marked(client, cast):
    right = cast.milo.family_rights.first()
    address = ("row_mark_error", cast.milo, "right", right)
    assert Page(client, cast.caseworker, *address).get().status_code == 404
