"""Sharing a child's record with one person."""

from __future__ import annotations

import pytest

from basehaven.apps.accounts.models import Draft
from basehaven.apps.audit.models import Change
from basehaven.apps.consent.models import Consent
from basehaven.apps.record.access import children_for
from basehaven.apps.record.models import WorkingRelationship
from tests.apps.record.views.sharing import given, page, typed, url
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.mark.parametrize("who", ["parent", "caseworker"])
def test_a_parent_shares_or_the_caseworker_writes_down_that_they_do(client, cast, who):
    WorkingRelationship.objects.filter(user=cast.consultant).delete()
    sign_in(client, cast.users[who])
    response = client.post(url("consent_give", cast), typed(cast))
    assert response.status_code == 302, response.content.decode()
    consent = Consent.objects.get()
    assert (consent.given_by, consent.to_user) == (cast.adults["parent"], cast.consultant)
    assert children_for(cast.consultant).filter(pk=cast.milo.pk).exists()
    change = Change.objects.get(action="consent_give")
    assert (change.child_ref, change.row_ref) == (cast.milo.ref, consent.ref)


def test_the_same_form_sent_twice_shares_once(client, cast):
    sign_in(client, cast.parent)
    same = typed(cast)
    client.post(url("consent_give", cast), same)
    assert client.post(url("consent_give", cast), same).status_code == 302
    assert Consent.objects.count() == 1


def test_the_full_name_does_where_it_names_one_person(client, cast):
    sign_in(client, cast.parent)
    client.post(url("consent_give", cast), typed(cast, to_user="cora whitfield"))
    assert Consent.objects.get().to_user == cast.consultant


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"to_user": "nobody"}, "Nobody of your agency signs in by this name"),
        ({"to_user": "stranger"}, "Nobody of your agency signs in by this name"),
        ({"to_user": "analyst"}, "works with figures"),
        ({"ended_on": "2020-01-01"}, "Choose a last day after today"),
        ({"ended_on": "soon"}, "This is no date"),
        ({"scope": "everything"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_comes_back_with_all_that_was_typed(client, cast, values, said):
    sign_in(client, cast.parent)
    response = client.post(url("consent_give", cast), typed(cast, **values))
    shown = response.content.decode()
    assert response.status_code == 422
    assert said in shown
    assert "to think about the move" in shown
    assert not Consent.objects.exists()


def test_sharing_twice_with_one_person_is_refused_with_the_way_out(client, cast):
    given(cast, scope="record")
    sign_in(client, cast.parent)
    response = client.post(url("consent_give", cast), typed(cast))
    assert "shared with them already" in response.content.decode()


def test_a_parent_cannot_share_in_another_persons_name(client, cast):
    sign_in(client, cast.parent)
    other = str(cast.adults["grandmother"].ref)
    assert client.post(url("consent_give", cast), typed(cast, given_by=other)).status_code == 422


def test_nobody_shares_for_a_person_who_may_not_consent(client, cast):
    cast.milo.family_rights.update(consents=False)
    sign_in(client, cast.caseworker)
    assert client.post(url("consent_give", cast), typed(cast)).status_code == 422


@pytest.mark.parametrize("who", ["father", "foster_carer", "teacher", "data_manager"])
def test_whoever_does_not_consent_has_no_such_page(client, cast, who):
    assert page(client, cast, who, "consent_give").status_code == 404


def test_what_was_typed_before_a_time_out_is_filled_in_again_and_gone_once_saved(client, cast):
    sign_in(client, cast.parent)
    Draft.objects.create(
        user=cast.parent,
        form="consent_give",
        subject=str(cast.milo.ref),
        values={"purpose": "half a thought"},
    )
    shown = client.get(url("consent_give", cast)).content.decode()
    assert "half a thought" in shown
    assert "We kept what you typed" in shown
    client.post(url("consent_give", cast), typed(cast, purpose="a whole thought"))
    assert not Draft.objects.exists()


def test_a_refused_save_keeps_the_draft(client, cast):
    sign_in(client, cast.parent)
    Draft.objects.create(
        user=cast.parent, form="consent_give", subject=str(cast.milo.ref), values={"purpose": "x"}
    )
    client.post(url("consent_give", cast), typed(cast, to_user="nobody"))
    assert Draft.objects.exists()


@pytest.mark.parametrize("who", ["stranger", "analyst", "funder"])
def test_a_stranger_cannot_tell_that_there_is_anything(client, cast, who):
    assert page(client, cast, who, "consent_give").status_code == 404
