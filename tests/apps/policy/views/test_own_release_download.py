from __future__ import annotations

import json
import uuid

import pytest
from django.test import Client

from tests.apps.policy.pages import client_of
from tests.apps.policy.releases import two_quarters
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def url(ref: uuid.UUID) -> str:
    return f"/policy/own/releases/{ref}/release.json"


def test_it_is_the_release_as_it_was_published_with_its_digest(cast):
    release = two_quarters(cast.agency)[-1]
    found = json.loads(client_of(cast, "funder").get(url(release.ref)).content)
    assert found["sha256"] == release.digest
    assert found["release"] == json.loads(release.text)
    assert found["about"]["rules"]["hidden_to"] == 7


def test_a_hidden_figure_is_null_in_it(cast):
    release = two_quarters(cast.agency)[-1]
    found = json.loads(client_of(cast, "analyst").get(url(release.ref)).content)
    (east,) = [one for one in found["release"]["figures"] if one["at"] == {"region": "East"}]
    assert east["numerator"] is None


def test_of_another_agency_or_no_release_it_is_not_found(cast):
    release = two_quarters(cast.agency)[-1]
    assert client_of(cast, "analyst").get(url(uuid.uuid4())).status_code == 404
    assert client_of(cast, "parent").get(url(release.ref)).status_code == 404
    other = cast.users["analyst"]
    other.agency = cast.other_agency
    other.save()
    client = Client()
    sign_in(client, other)
    assert client.get(url(release.ref)).status_code == 404
