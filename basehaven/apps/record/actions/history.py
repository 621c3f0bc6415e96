"""Nothing is overwritten: a row's old values go to ``Version`` before it changes.

Values are kept by field name as the open tables write them: dates and times in
ISO, empty text as ``""``, unknown as None. Other rows are named by their ``ref``,
which no later correction changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import (
    Adult,
    Attendance,
    CareEvent,
    Child,
    Contact,
    Eligibility,
    Enrolment,
    FamilyRight,
    Home,
    Need,
    PrimarySpell,
    Removal,
    Report,
    Restriction,
    Room,
    Row,
    Screen,
    Shift,
    Sibling,
    Stay,
    Tie,
    TieSpell,
    Version,
    Visit,
    WorkingRelationship,
    today,
)
from basehaven.core.errors import NotPossible

TABLE_OF: dict[type[models.Model], str] = {
    Child: "children",
    Adult: "adults",
    Sibling: "siblings",
    Tie: "ties",
    TieSpell: "tie_spells",
    Restriction: "restrictions",
    Removal: "removals",
    Stay: "stays",
    Home: "homes",
    Report: "reports",
    Room: "rooms",
    Enrolment: "enrolments",
    PrimarySpell: "primary_spells",
    Attendance: "attendance",
    Shift: "shifts",
    Contact: "contacts",
    CareEvent: "care_events",
    Visit: "visits",
    Screen: "screens",
    Need: "needs",
    Eligibility: "eligibility",
    FamilyRight: "family_rights",
    WorkingRelationship: "working_relationships",
}
MODEL_OF = {table: model for model, table in TABLE_OF.items()}

# Names and keeping of the row itself, which are not among its values.
NOT_VALUES = frozenset(
    [
        "id",
        "ref",
        "agency",
        "source_id",
        "key",
        "recorded_on",
        "source_digest",
        "edited",
        "user",
        "sealed_at",
        "merged_into",
    ]
)


class ChangedSince(NotPossible):
    """Somebody else changed the row after the form was opened.

    Attributes:
        row: the row as it stands now, for showing both versions side by side.
    """

    def __init__(self, row: models.Model) -> None:
        super().__init__(
            _(
                "Somebody changed this after you opened it. Nothing was overwritten: "
                "compare both below and save again if yours should stand."
            )
        )
        self.row = row


def to_values(row: models.Model) -> dict[str, Any]:
    """The row's present values, ready for JSON. A stay's ``carers`` are a list of refs."""
    values: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        if field.name in NOT_VALUES:
            continue
        if field.is_relation:
            other = getattr(row, field.name)
            values[field.name] = None if other is None else str(other.ref)
        else:
            values[field.name] = _plain(getattr(row, field.attname))
    if isinstance(row, Stay):
        values["carers"] = [
            str(carer.adult.ref) for carer in row.carer_rows.select_related("adult")
        ]
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, UUID):
        return str(value)
    return value


def from_values(model: type[models.Model], values: dict[str, Any]) -> dict[str, Any]:
    """Kept values as Python ones, field by field. Other rows stay refs (strings)."""
    ready: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name not in values:
            continue
        value = values[field.name]
        if isinstance(value, str) and isinstance(field, models.DateTimeField):
            value = parse_datetime(value)
        elif isinstance(value, str) and isinstance(field, models.DateField):
            value = parse_date(value)
        elif value is not None and isinstance(field, models.DecimalField):
            value = Decimal(str(value))
        ready[field.name] = value
    if "carers" in values:
        ready["carers"] = list(values["carers"])
    return ready


def stamp(row: models.Model) -> str:
    """A short name for the row's present values: a form carries it to see whether they changed."""
    canonical = json.dumps(to_values(row), sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def version_of(
    row: models.Model, *, changed_by: str, reason: str = "", on: date | None = None
) -> Version:
    """An unsaved ``Version`` of a row's values. Bulk writers save these in sets."""
    child = row if isinstance(row, Child) else getattr(row, "child", None)
    known_to = on or today()
    known_from = getattr(row, "recorded_on", None) or _known_since(row)
    return Version(
        agency_id=row.agency_id,  # type: ignore[attr-defined]
        child=child,
        table=TABLE_OF[type(row)],
        row_ref=row.ref,  # type: ignore[attr-defined]
        known_from=min(known_from, known_to),
        known_to=known_to,
        changed_at=timezone.now(),
        changed_by=changed_by,
        reason=reason,
        values=to_values(row),
    )


def _known_since(row: models.Model) -> date:
    """For rows without ``recorded_on`` (rights): since they last changed, else since they hold."""
    last = Version.objects.filter(row_ref=row.ref).order_by("-changed_at").first()  # type: ignore[attr-defined]
    return last.known_to if last else row.started_on  # type: ignore[attr-defined]


def keep_version(row: models.Model, by: Actor, reason: str = "") -> Version:
    """Keep what the row holds in the database now; then change the row and save it.

    Sets who and since when on the row; the caller saves.
    """
    stored = type(row)._base_manager.get(pk=row.pk)
    version = version_of(stored, changed_by=by.label, reason=reason)
    version.save(force_insert=True)
    if isinstance(row, Row):
        row.recorded_on = today()
        row.recorded_by = by.label
        row.edited = True
    return version


def refuse_if_changed(row: models.Model, seen: str) -> None:
    """``seen`` is the stamp a form carried, or empty when the caller saw no form."""
    if seen and stamp(row) != seen:
        raise ChangedSince(row)


def versions_of(row: models.Model) -> Iterable[Version]:
    """Newest first."""
    return Version.objects.filter(row_ref=row.ref).order_by("-changed_at", "-pk")  # type: ignore[attr-defined]
