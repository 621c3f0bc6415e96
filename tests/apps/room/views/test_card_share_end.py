from __future__ import annotations

import pytest
from django.test import Client

from basehaven.apps.audit.models import Change
from basehaven.apps.room.models import CardShare
from tests.apps.room.cards import assert_not_there, client_of, lend, line, link_on, url

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_an_ended_link_opens_nothing_from_the_next_request_on(cast):
    line(cast)
    link = link_on(lend(cast))
    assert Client().get(link).status_code == 200
    address = url("card_share_end", cast, CardShare.objects.get().ref)
    assert client_of(cast, "parent").post(address, {}).status_code == 302
    assert Client().get(link).status_code == 404
    assert Change.objects.filter(action="card_share_end", child_ref=cast.milo.ref).count() == 1


def test_it_asks_first_and_ending_twice_does_no_harm(cast):
    lend(cast)
    share = CardShare.objects.get()
    client, address = client_of(cast, "parent"), url("card_share_end", cast, share.ref)
    assert "Aunt Bea" in client.get(address).content.decode()
    share.refresh_from_db()
    assert share.revoked_at is None
    client.post(address, {})
    share.refresh_from_db()
    ended = share.revoked_at
    assert client.post(address, {}).status_code == 302
    share.refresh_from_db()
    assert share.revoked_at == ended


def test_to_whoever_does_not_consent_it_does_not_exist(cast):
    lend(cast)
    address = url("card_share_end", cast, CardShare.objects.get().ref)
    assert_not_there(cast, address, "teacher", "father", "stranger")
