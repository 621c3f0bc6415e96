from __future__ import annotations

import pytest

from basehaven.apps.room.models import ComfortDispute
from tests.apps.room.turning import opened, post, read
from tests.apps.room.views.test_dispute_set import dispute

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def over(cast, who="caseworker"):
    return post(cast, who, "dispute_end", ComfortDispute.objects.get().ref)


def test_when_the_team_decides_so_both_read_it_again(cast):
    dispute(cast)
    assert over(cast, "consultant").status_code == 302
    assert "Not shown to you" not in read(cast, "parent")
    assert ComfortDispute.objects.get().ended_on == cast.today


def test_nobody_ends_their_own_dispute(cast):
    dispute(cast, "consultant", other="caseworker")
    assert over(cast, "caseworker").status_code in (302, 404)
    assert ComfortDispute.objects.get().ended_on is None


def test_to_everybody_who_does_not_decide_it_does_not_exist(cast):
    dispute(cast)
    for who in ("teacher", "parent", "foster_carer", "director", "stranger"):
        assert over(cast, who).status_code == 404, who
    assert ComfortDispute.objects.get().ended_on is None


def test_another_childs_dispute_is_not_found_under_this_one(cast):
    dispute(cast)
    ComfortDispute.objects.update(child=cast.lou)
    assert over(cast).status_code == 404


def test_a_page_asks_first_and_changes_nothing(cast):
    dispute(cast)
    page = opened(cast, "consultant", "dispute_end", ComfortDispute.objects.get().ref)
    assert page.status_code == 200
    assert "Let both read it again" in page.content.decode()
    assert ComfortDispute.objects.get().ended_on is None
