"""After a lawful erasure intake holds nothing of the child either."""

from __future__ import annotations

import json
import uuid

import pytest
from django.core import serializers

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.models import Conflict, ImportRun, Vanished
from basehaven.apps.record import actions
from basehaven.apps.record.models import Adult, Child, Tie
from tests.apps.intake.conftest import FAMILY, Bring, copy_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def test_conflicts_and_vanished_rows_go_with_the_child_and_whoever_was_theirs_alone(cast, home):
    here = Bring(home, cast.agency)
    here(FAMILY)
    for row, values in (
        (Tie.objects.get(key="t2"), {"called": "Mama Dana"}),
        (Adult.objects.get(key="dana"), {"name": "Dana Reyes"}),
    ):
        actions.row_correct(
            by=here.by, request_id=uuid.uuid4(), row=row, values=values, reason="learned",
            checked=True,
        )  # fmt: skip
    later = copy_of(FAMILY)
    later["ties"][1]["called"] = "Nana"
    later["adults"][1]["name"] = "Dana Wrong"
    del later["ties"][0]
    here(later)
    assert Conflict.objects.count() == 2
    assert Vanished.objects.count() == 1
    milo = Child.objects.get(key="milo")
    removal = actions.removal_ask(
        by=Actor.of(cast.caseworker), request_id=uuid.uuid4(), child=milo, kind="erase",
        order="erasure", reason="order 12/2026",
    )  # fmt: skip
    actions.removal_do(by=Actor.of(cast.data_manager), request_id=uuid.uuid4(), removal=removal)
    assert not Conflict.objects.exists()
    assert not Vanished.objects.exists()
    kept = serializers.serialize("json", ImportRun.objects.all())
    assert "dana" not in kept.lower()
    assert json.loads(kept)
