"""What the tests of "as known on" share: a record that has stood for a while, and its parts."""

from __future__ import annotations

import uuid
from dataclasses import fields
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone

from basehaven.apps.record.actions.merge import person_merge, person_unmerge
from basehaven.apps.record.child_record import ChildRecord
from basehaven.apps.record.models import Child, Merge, Row, Version
from basehaven.apps.record.queries import load_child_record


def all_recorded_long_ago(cast) -> None:
    """As if all that stands now had been written down more than a year ago, and at once."""
    Version.objects.all().delete()
    Merge.objects.update(merged_at=timezone.now() - timedelta(days=400))
    for model in apps.get_app_config("record").get_models():
        if issubclass(model, Row):
            model.objects.update(recorded_on=cast.ago(400))


def then(cast, child=None) -> ChildRecord:
    """As known yesterday: before everything that a test does."""
    return load_child_record(fresh(child or cast.milo), as_known_on=cast.ago(1))


def now(cast, child=None) -> ChildRecord:
    return load_child_record(fresh(child or cast.milo))


def fresh(child: Child) -> Child:
    return Child.objects.get(pk=child.pk)


def parts(record: ChildRecord) -> dict[str, Any]:
    """Everything that a record says, but for the day it was asked for and who is there today."""
    left_out = {"as_known_on", "presence", "present", "same_as"}
    said = {part.name: getattr(record, part.name) for part in fields(ChildRecord)}
    spoken_of = {tie.adult_id for tie in record.ties} | {r.adult_id for r in record.restrictions}
    spoken_of |= {row.adult_id for row in record.primaries}
    spoken_of = spoken_of.union(*(stay.carer_ids for stay in record.stays))
    said["people"] = {ref: record.people[ref] for ref in spoken_of}
    return {name: value for name, value in said.items() if name not in left_out}


def without_contacts(said: dict[str, Any]) -> dict[str, Any]:
    """What the present record beside a past one holds: access asks nothing of contacts."""
    of_contacts = {"last_contact", "rhythms", "plans"}
    return {name: value for name, value in said.items() if name not in of_contacts}


def correct(cast, row, **values) -> Any:
    if "carers" in values:
        values["carers"] = list(values["carers"])
    row.refresh_from_db()
    return cast.do("row_correct", row=row, values=values, reason="learned")


def merge(cast, kept, merged) -> Any:
    return person_merge(
        by=cast.actor("data_manager"), request_id=uuid.uuid4(), kept=kept, merged=merged
    )


def undo(cast, one) -> Any:
    return person_unmerge(by=cast.actor("data_manager"), request_id=uuid.uuid4(), merge=one)


def person(record, tie) -> str:
    (found,) = [each for each in record.ties if each.tie_id == str(tie.ref)]
    return record.people[found.adult_id].name


def named(record, refs) -> list[str]:
    return [record.people[ref].name for ref in refs]


def stay_now(cast):
    return cast.milo.stays.get(ended_on=None)
