"""Two records of one child, or of one adult, with rows of a room on both, become one."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from basehaven.apps.record.actions.merge import person_merge, person_unmerge
from basehaven.apps.room import actions
from basehaven.apps.room.models import (
    Away,
    Beside,
    CardLine,
    ComfortAnswer,
    ComfortDispute,
    DayLine,
    Routine,
    SettlingPlan,
)
from tests.apps.room.conftest import Room

pytestmark = pytest.mark.django_db(databases=["default", "looks"])
OF_A_CHILD = (Beside, CardLine, ComfortAnswer, ComfortDispute, DayLine, Routine, SettlingPlan)


def rows() -> dict[str, Any]:
    """Every row of the app."""
    models = apps.get_app_config("room").get_models()
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values())
        for model in models
    }


def merge(room: Room, kept: Any, merged: Any) -> Any:
    by = room.cast.actor("data_manager")
    return person_merge(by=by, request_id=uuid.uuid4(), kept=kept, merged=merged)


def undo(room: Room, one: Any) -> None:
    by = room.cast.actor("data_manager")
    person_unmerge(by=by, request_id=uuid.uuid4(), merge=one)


def write(room: Room, name: str) -> None:
    """A row of every kind on one child of the room."""
    child, ana = room.children[name], room.cast.adults["teacher"]
    parent = room.cast.adults["parent"]
    each: dict[str, Any] = {"by": room.by, "child": child}
    now = timezone.now() - timedelta(minutes=5)

    def do(action: Any, **values: Any) -> None:
        action(request_id=uuid.uuid4(), **{**each, **values})

    do(actions.beside_begin, room=room.room, adult=ana, at=now)
    do(actions.card_line_write, kind="likes", text=f"What {name} likes")
    do(actions.day_line_write, room=room.room, kind="night", words="A hard night")
    do(actions.routine_note, room=room.room, kind="nap", at=now)
    do(actions.settling_plan_write, room=room.room, arrival=actions.Arrival(thing="A scarf"))
    do(actions.interview_answer, asked=ana, said={"hurt": [str(ana.ref)]})
    do(actions.dispute_set, by=room.cast.actor("caseworker"), one=ana, other=parent)


def test_the_day_the_card_and_the_plans_of_both_are_the_kept_childs(room):
    write(room, "Noor")
    write(room, "Teo")
    kept, merged = room.children["Noor"], room.children["Teo"]
    merge(room, kept, merged)
    for model in OF_A_CHILD:
        assert model.objects.filter(child=kept).count() == 2, model
        assert not model.objects.filter(child=merged).exists(), model


def test_of_two_open_plans_that_of_the_kept_child_holds_and_the_other_stays_readable(room):
    write(room, "Noor")
    write(room, "Teo")
    kept = room.children["Noor"]
    plan = SettlingPlan.objects.get(child=kept)
    merge(room, kept, room.children["Teo"])
    assert SettlingPlan.objects.get(child=kept, ended_on=None) == plan
    assert Beside.objects.filter(child=kept, until_at=None).count() == 1


def test_undone_every_row_of_the_room_is_as_it_was(room):
    write(room, "Noor")
    write(room, "Teo")
    before = rows()
    one = merge(room, room.children["Noor"], room.children["Teo"])
    assert rows() != before
    undo(room, one)
    assert rows() == before


def test_what_was_written_since_stays_with_the_kept_child(room):
    write(room, "Teo")
    one = merge(room, room.children["Noor"], room.children["Teo"])
    actions.card_line_write(
        by=room.by, request_id=uuid.uuid4(), child=room.children["Noor"], kind="likes", text="Rain",
    )  # fmt: skip
    undo(room, one)
    assert CardLine.objects.get(child=room.children["Noor"]).text == "Rain"
    assert CardLine.objects.get(child=room.children["Teo"]).text == "What Teo likes"


def test_an_adult_who_is_away_under_both_names_is_away_once(room):
    ana, twin = room.cast.adults["teacher"], room.cast.do("adult_create", name="Ana L.", roles=[])
    for adult in (ana, twin):
        actions.away_begin(
            by=room.by, request_id=uuid.uuid4(), room=room.room, adult=adult, reason="break",
            at=timezone.now(),
        )  # fmt: skip
    before = rows()
    one = merge(room, ana, twin)
    assert Away.objects.filter(adult=ana).count() == 2
    assert Away.objects.get(adult=ana, until_at=None).pk == before["room.away"][0]["id"]
    undo(room, one)
    assert rows() == before


def test_a_dispute_between_two_names_of_one_person_stays_as_it_was_written(room):
    ana, twin = room.cast.adults["teacher"], room.cast.do("adult_create", name="Ana L.", roles=[])
    ben = room.cast.adults["backup"]
    for one, other in ((ana, twin), (twin, ben)):
        ComfortDispute.objects.create(
            agency=ana.agency, child=room.children["Noor"], one=one, other=other,
            started_on=room.cast.today, decided_by=room.cast.teacher,
        )  # fmt: skip
    merge(room, ana, twin)
    people = ComfortDispute.objects.order_by("pk").values_list("one", "other")
    assert list(people) == [(ana.pk, twin.pk), (ana.pk, ben.pk)]
