"""What is shared with whom."""

from __future__ import annotations

import pytest

from tests.apps.record.views.sharing import given, page

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_the_list_names_who_what_and_until_when(client, cast):
    given(cast)
    shown = page(client, cast, "parent", "consent_list").content.decode()
    for word in ("Cora Whitfield", "to think about the move", "Rosa Marin", "Stop sharing"):
        assert word in shown


def test_for_somebody_kept_away_the_list_names_roles_only(client, cast):
    given(cast)
    shown = page(client, cast, "father", "consent_list").content.decode()
    assert "Consultant" in shown
    for hidden in ("Cora Whitfield", "to think about the move"):
        assert hidden not in shown


@pytest.mark.parametrize("who", ["stranger", "analyst", "funder"])
def test_a_stranger_cannot_tell_that_there_is_anything(client, cast, who):
    assert page(client, cast, who, "consent_list").status_code == 404
