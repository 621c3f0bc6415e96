from __future__ import annotations

import pytest

from basehaven.apps.accounts.models import User
from basehaven.apps.record.access import children_for
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "work_start", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "work_start", cast.milo).get().status_code == 404


def test_a_colleague_sees_the_child_from_that_day_on(page, cast):
    other = User.objects.create(
        username="dora", name="Dora", role="home_visitor", agency=cast.agency
    )
    assert saved(page.post(worker=other, kind="home_visitor", started_on=cast.today))
    assert cast.milo in children_for(other)


def test_nobody_of_another_agency_can_be_chosen(page, cast):
    response = page.post(worker=cast.stranger, kind="caseworker", started_on=cast.ago(3))
    assert "worker" in wrong(response)
    assert cast.ago(3).isoformat() in text_of(response)
