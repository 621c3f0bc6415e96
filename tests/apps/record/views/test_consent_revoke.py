"""Stopping to share: at once, by whoever consents."""

from __future__ import annotations

import uuid

import pytest

from basehaven.apps.audit.models import Change
from basehaven.apps.record.models import WorkingRelationship
from tests.apps.record.views.sharing import given, page, url
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_stopping_takes_effect_at_the_next_request(client, cast):
    WorkingRelationship.objects.filter(user=cast.consultant).delete()
    consent = given(cast)
    sign_in(client, cast.parent)
    response = client.post(
        url("consent_revoke", cast, consent.ref), {"request_id": str(uuid.uuid4())}
    )
    assert response.status_code == 302
    assert page(client, cast, "consultant", "child_show").status_code == 404
    assert Change.objects.filter(action="consent_revoke").exists()


def test_stopping_what_was_stopped_says_so(client, cast):
    consent = given(cast)
    sign_in(client, cast.parent)
    for _ in range(2):
        response = client.post(
            url("consent_revoke", cast, consent.ref), {"request_id": str(uuid.uuid4())}
        )
    assert "This was stopped before" in response.content.decode()


def test_a_consent_of_another_child_is_not_found_under_this_one(client, cast):
    consent = given(cast, child=cast.other_child)
    assert page(client, cast, "parent", "consent_revoke", consent.ref).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "analyst", "funder"])
def test_a_stranger_cannot_tell_that_there_is_anything(client, cast, who):
    assert page(client, cast, who, "consent_revoke", given(cast).ref).status_code == 404
