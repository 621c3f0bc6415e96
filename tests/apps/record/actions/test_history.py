from __future__ import annotations

import json
from decimal import Decimal

import pytest

from basehaven.apps.record.actions.history import MODEL_OF, from_values, stamp, to_values
from basehaven.apps.record.models import Attendance, TieSpell

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_every_row_of_the_cast_goes_through_json_and_back(cast):
    for table, model in MODEL_OF.items():
        for row in model._base_manager.all():
            values = json.loads(json.dumps(to_values(row)))
            back = from_values(model, values)
            for field in model._meta.concrete_fields:
                if field.name in back and not field.is_relation:
                    assert back[field.name] == getattr(row, field.name), (table, field.name)


def test_values_name_other_rows_by_their_random_reference(cast):
    values = to_values(cast.ties["friend"])
    assert values["adult"] == str(cast.adults["friend"].ref)


def test_values_hold_neither_keys_of_the_database_nor_the_source(cast):
    assert not {"id", "agency", "source_id", "key"} & to_values(cast.ties["friend"]).keys()


def test_the_stamp_changes_with_the_values_and_not_with_time(cast):
    tie = cast.ties["friend"]
    before = stamp(tie)
    assert stamp(type(tie).objects.get(pk=tie.pk)) == before
    tie.called = "Fay"
    assert stamp(tie) != before


def test_hours_stay_exact(cast):
    spell = TieSpell.objects.filter(hours_per_week=Decimal("0.5")).first()
    assert from_values(TieSpell, to_values(spell))["hours_per_week"] == Decimal("0.5")


def test_moments_keep_their_zone(cast):
    row = Attendance.objects.get(pk=cast.attendance.pk)
    assert from_values(Attendance, to_values(row))["arrived_at"] == row.arrived_at
