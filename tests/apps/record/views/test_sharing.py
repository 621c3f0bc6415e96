"""Who looked, and what is shared with whom: the pages of the family's own control."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from basehaven.apps.accounts.models import Draft
from basehaven.apps.audit.actions import write_look
from basehaven.apps.audit.models import Change
from basehaven.apps.consent.models import Consent
from basehaven.apps.record.access import children_for
from basehaven.apps.record.models import WorkingRelationship
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def url(name, cast, *more):
    return reverse(name, args=[cast.milo.ref, *more])


def page(client, cast, who, name, *more, **query):
    sign_in(client, cast.users[who])
    return client.get(url(name, cast, *more), query)


# Who looked


@pytest.fixture
def looks(cast):
    for who in ("teacher", "teacher", "home_visitor"):
        write_look(
            by=cast.actor(who),
            action="child_show",
            child_ref=cast.milo.ref,
            grounds="ground in words",
        )


@pytest.mark.usefixtures("looks")
@pytest.mark.parametrize("who", ["parent", "caseworker", "teacher", "consultant"])
def test_family_and_workers_read_who_looked_and_why(client, cast, who):
    shown = page(client, cast, who, "child_lookers").content.decode()
    assert "Ana Lindqvist" in shown
    assert "Vera Castillo" in shown
    assert "ground in words" in shown
    assert " times" in shown


@pytest.mark.usefixtures("looks")
def test_somebody_kept_away_reads_roles_only(client, cast):
    shown = page(client, cast, "father", "child_lookers").content.decode()
    assert "Teacher" in shown
    for hidden in ("Ana Lindqvist", "Vera Castillo", "ground in words", "Willow House"):
        assert hidden not in shown


def test_looking_at_who_looked_is_a_look_too(client, cast):
    page(client, cast, "parent", "child_lookers")
    assert "Rosa Marin" in client.get(url("child_lookers", cast)).content.decode()


@pytest.mark.parametrize("who", ["stranger", "analyst", "funder"])
@pytest.mark.parametrize("name", ["child_lookers", "consent_list", "consent_give"])
def test_a_stranger_cannot_tell_that_there_is_anything(client, cast, who, name):
    assert page(client, cast, who, name).status_code == 404


def test_a_page_that_is_no_number_is_not_found(client, cast):
    assert page(client, cast, "parent", "child_lookers", before="x").status_code == 404


def test_somebody_with_consent_alone_reads_neither(client, cast):
    WorkingRelationship.objects.filter(user=cast.consultant).delete()
    given(cast)
    assert page(client, cast, "consultant", "child_lookers").status_code == 404
    assert page(client, cast, "consultant", "consent_list").status_code == 404


# What is shared


def given(cast, **values):
    return Consent.objects.create(
        **{
            "child": cast.milo,
            "given_by": cast.adults["parent"],
            "to_user": cast.consultant,
            "purpose": "to think about the move",
            "started_on": cast.today,
            "ended_on": cast.today + timedelta(days=30),
            **values,
        }
    )


def typed(cast, **values):
    return {
        "given_by": str(cast.adults["parent"].ref),
        "to_user": "consultant",
        "scope": "record",
        "purpose": "to think about the move",
        "ended_on": (cast.today + timedelta(days=60)).isoformat(),
        "request_id": str(uuid.uuid4()),
        **values,
    }


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
