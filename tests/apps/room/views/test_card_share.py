from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from basehaven.apps.audit.models import Change
from basehaven.apps.room.models import CardShare
from tests.apps.room.cards import assert_not_there, client_of, lend, line, link_on, url

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.mark.parametrize("who", ["parent", "caseworker"])
def test_a_parent_lends_the_card_or_the_caseworker_writes_down_that_they_do(cast, who):
    page = lend(cast, who)
    share = CardShare.objects.get()
    assert "The link, shown this once" in page.content.decode()
    assert share.given_by == cast.adults["parent"]
    assert share.expires_at == pytest.approx(timezone.now() + timedelta(days=7), abs=timedelta(60))
    change = Change.objects.get(action="card_share_make")
    assert (change.child_ref, change.row_ref) == (cast.milo.ref, share.ref)


def test_the_link_is_long_and_kept_nowhere(cast):
    token = link_on(lend(cast)).split("/")[2]
    assert len(token) >= 43
    share = CardShare.objects.get()
    assert token not in str({name: str(value) for name, value in vars(share).items()})
    again = client_of(cast, "parent").get(url("card_share", cast)).content.decode()
    assert token not in again
    assert "Aunt Bea, on Fridays" in again


def test_the_same_form_sent_twice_makes_one_link_and_says_that_it_was_shown(cast):
    same = uuid.uuid4()
    lend(cast, request_id=same)
    page = lend(cast, request_id=same)
    assert page.status_code == 422
    assert "This link was made already" in page.content.decode()
    assert CardShare.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"to_whom": " "}, "required"),
        ({"days": 365}, "valid choice"),
        ({"to_whom": "Gus, at weekends"}, "The card is not for them"),
    ],
)
def test_bad_input_comes_back_with_all_that_was_typed(cast, values, said):
    page = lend(cast, **values)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert values.get("to_whom", "Aunt Bea").strip() in page.content.decode()
    assert not CardShare.objects.exists()


def test_only_family_whose_right_says_so_consents(cast):
    assert lend(cast, "caseworker", given_by=cast.adults["grandmother"].ref).status_code == 422
    cast.milo.family_rights.update(consents=False)
    page = client_of(cast, "caseworker").get(url("card_share", cast)).content.decode()
    assert "No right says yet who consents" in page


def test_how_often_it_was_opened_is_what_the_trail_counts(cast):
    line(cast)
    link = link_on(lend(cast))
    client = client_of(cast, "teacher")
    for _ in range(2):
        client.get(link)
    assert (
        "opened 2 times" in client_of(cast, "parent").get(url("card_share", cast)).content.decode()
    )


def test_to_whoever_does_not_consent_it_does_not_exist(cast):
    assert_not_there(cast, url("card_share", cast), "teacher", "father", "stranger", "consultant")
