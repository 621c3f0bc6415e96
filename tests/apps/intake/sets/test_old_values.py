"""The set statement keeps exactly what the record's own history keeps, in every table."""

from __future__ import annotations

import pytest

from basehaven.apps.intake.sets.columns import MODELS
from basehaven.apps.record.actions.history import to_values
from basehaven.apps.record.models import Version
from tests.apps.intake.every_table import EVERY_TABLE, later

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def test_every_table_keeps_the_values_that_to_values_would(bring):
    bring(EVERY_TABLE)
    before = {
        name: to_values(model.objects.order_by("pk").first()) for name, model in MODELS.items()
    }
    run = bring(later())
    assert run.report["changes"]["changed"] == dict.fromkeys(MODELS, 1)
    kept = {version.table: version.values for version in Version.objects.all()}
    assert kept == before


def test_every_column_comes_in_as_it_was_written(bring):
    bring(EVERY_TABLE)
    event = MODELS["care_events"].objects.get()
    assert event.seen == ["cries", "turns_away"]
    assert event.at.isoformat() == "2024-10-02T09:15:00+00:00"
    assert (event.responder.name, event.observer.name) == ("Dana", "Vera")
    came = MODELS["attendance"].objects.get()
    assert came.arrived_at.isoformat() == "2024-10-01T15:00:00+00:00"
    screen = MODELS["screens"].objects.get()
    assert str(screen.score) == "123456.75"
    room = MODELS["rooms"].objects.get()
    assert room.centre == "Oak Lane"


def test_whose_child_a_version_is_about_is_told_where_there_is_one(bring):
    bring(EVERY_TABLE)
    bring(later())
    without = set(Version.objects.filter(child=None).values_list("table", flat=True))
    assert without == {"adults", "homes", "rooms", "shifts"}
