"""The cast itself: what every other test counts on."""

from __future__ import annotations

import pytest

from basehaven.apps.record.models import AdultRole

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_milos_history_uses_every_kind_of_tie(cast):
    assert set(cast.milo.ties.values_list("kind", flat=True)) == set(AdultRole.values)


def test_a_second_test_gets_the_same_people_from_the_copy(cast):
    assert cast.milo.ties.count() == 18
    assert cast.adults["parent"].user == cast.parent


def test_everybody_signed_in_is_reachable_by_what_they_are(cast):
    assert set(cast.everyone()) >= {"parent", "father", "teacher", "analyst", "stranger"}
