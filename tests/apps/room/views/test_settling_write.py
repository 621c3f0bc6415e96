from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from basehaven.apps.accounts.models import Draft
from basehaven.apps.audit.models import Change
from basehaven.apps.room.models import SettlingPlan
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def address(child):
    return reverse("settling_write", args=[child.ref])


def write(room, name="Noor", **typed):
    typed.setdefault("thing", "the grey scarf")
    return room.client.post(address(room.children[name]), typed)


def signed_in(room, who):
    client = Client()
    sign_in(client, room.cast.users[who])
    return client


def test_the_plan_is_kept_with_all_it_says_and_audited(room):
    answer = write(
        room,
        brings=str(room.scene.parents["Noor"].ref),
        first_adult=str(room.cast.adults["teacher"].ref),
        goodbye="a wave at the window",
        first_place="the sofa",
        phrases="yalla habibti",
        return_phrase="Mama comes after the nap",
        not_to_do="take the scarf",
        review_on=str(room.cast.today + timedelta(days=14)),
    )
    assert answer.status_code == 302
    plan = SettlingPlan.objects.get()
    assert (plan.child, plan.room) == (room.children["Noor"], room.room)
    assert plan.brings == room.scene.parents["Noor"]
    assert (plan.goodbye, plan.thing) == ("a wave at the window", "the grey scarf")
    assert Change.objects.get(action="settling_plan_write").child_ref == plan.child.ref


def test_a_change_ends_one_plan_and_begins_the_next(room):
    write(room)
    first = SettlingPlan.objects.get()
    write(room, thing="the blue scarf", instead_of=str(first.ref))
    first.refresh_from_db()
    assert first.ended_on == room.cast.today
    assert first.thing == "the grey scarf"
    assert SettlingPlan.objects.get(ended_on=None).thing == "the blue scarf"


def test_two_peoples_changes_are_both_read_before_either_is_kept(room):
    write(room)
    refused = write(room, thing="a photo")
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "Somebody else has changed the plan since you opened it." in text
    assert "a photo" in text
    assert "the grey scarf" in text
    now = SettlingPlan.objects.get()
    assert f'value="{now.ref}"' in text
    assert write(room, thing="a photo", instead_of=str(now.ref)).status_code == 302


def test_sent_twice_it_is_one_plan(room):
    for _ in range(2):
        write(room, request_id="5b3ad4c1-5b3a-4d4c-8d4c-5b3ad4c15b3a")
    assert SettlingPlan.objects.count() == 1


def test_bad_input_comes_back_with_all_that_was_typed(room):
    page = write(room, thing="a photo of Mama", review_on="soon")
    assert page.status_code == 422
    assert "a photo of Mama" in page.content.decode()
    assert "This is no date." in page.content.decode()
    assert write(room, thing="").status_code == 422
    assert write(room, review_on=str(room.cast.ago(1))).status_code == 422
    assert write(room, brings="somebody").status_code == 422
    assert write(room, not_to_do="leave her with Teo").status_code == 422
    assert not SettlingPlan.objects.exists()


def test_whoever_is_under_an_order_is_named_only_with_the_order_beside(room):
    parent = room.scene.parents["Noor"]
    room.cast.do(
        "restriction_add", child=room.children["Noor"], adult=parent, kind="no_pickup",
        started_on=room.cast.ago(1), source="order 17/231",
    )  # fmt: skip
    text = room.client.get(address(room.children["Noor"])).content.decode()
    assert "Alex Haddad (parent): may not pick up (order 17/231)" in text
    write(room, brings=str(parent.ref))
    shown = room.client.get(reverse("child_settling", args=[room.children["Noor"].ref]))
    assert "may not pick up (order 17/231)" in shown.content.decode()


def test_what_was_typed_before_a_time_out_is_filled_in_again(room):
    child = room.children["Noor"]
    Draft.objects.create(
        user=room.cast.teacher, form="settling_write", subject=str(child.ref),
        values={"thing": "half a sentence"},
    )  # fmt: skip
    assert "half a sentence" in room.client.get(address(child)).content.decode()
    write(room)
    assert not Draft.objects.exists()


def test_when_no_plan_is_needed_any_more_it_ends_and_stays_readable(room):
    write(room)
    assert room.client.post(address(room.children["Noor"]), {"end": "yes"}).status_code == 302
    assert SettlingPlan.objects.get().ended_on == room.cast.today


def test_the_family_writes_too_and_is_not_told_whom_else_the_room_holds(room):
    client = signed_in(room, "parent")
    milo = room.cast.milo
    assert client.get(address(milo)).status_code == 200
    assert client.post(address(milo), {"goodbye": "like Teo does"}).status_code == 302
    assert SettlingPlan.objects.get().child == milo


def test_to_whoever_neither_works_there_nor_is_family_it_does_not_exist(room):
    for who in ("father", "caseworker", "consultant", "home_visitor", "stranger", "analyst"):
        client = signed_in(room, who)
        assert client.get(address(room.cast.milo)).status_code == 404, who
        assert client.post(address(room.cast.milo), {"thing": "x"}).status_code == 404, who
    assert not SettlingPlan.objects.exists()
