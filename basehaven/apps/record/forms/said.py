"""Kept versions in words, for the history under a correction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from basehaven.apps.record.actions.corrections import CorrectionReason
from basehaven.apps.record.actions.history import from_values
from basehaven.apps.record.map.words import day_words, moment_words, name_or_kind
from basehaven.apps.record.models import Adult, Attendance, Home, Removal, Room, Version
from basehaven.apps.record.queries.day_rows import who_picked_up
from basehaven.apps.record.queries.one_row import names_of
from basehaven.apps.record.queries.words import field_words

NAMED: dict[str, type[models.Model]] = {
    "adult": Adult,
    "carers": Adult,
    "home": Home,
    "room": Room,
    "removal": Removal,
}
SILENT = {"child", "sibling", "tie", "derived", "extra", "recorded_by", "entered_in_error"}


@dataclass(frozen=True)
class Said:
    changed_at: datetime
    changed_by: str
    reason: str
    said: str


def in_words(
    model: type[models.Model],
    versions: Iterable[Version],
    *,
    hidden: frozenset[str] = frozenset(),
) -> list[Said]:
    """Each version: when it was changed, by whom, why, and what it said.

    ``hidden`` names the fields that this viewer does not see.
    """
    kept = list(versions)
    people = names_of({version.changed_by for version in kept})
    return [
        Said(
            changed_at=version.changed_at,
            changed_by=people.get(version.changed_by, version.changed_by),
            reason=reason_in_words(version.reason),
            said="; ".join(_values_in_words(model, version, hidden)),
        )
        for version in kept
    ]


def reason_in_words(reason: str) -> str:
    kind, colon, words = reason.partition(":")
    if kind in CorrectionReason.values:
        return f"{CorrectionReason(kind).label}{colon}{words}"
    return reason


def _values_in_words(
    model: type[models.Model], version: Version, hidden: frozenset[str]
) -> Iterator[str]:
    ready = from_values(model, version.values)
    for name, value in ready.items():
        if name in SILENT | hidden or value in (None, "", [], False):
            continue
        yield f"{field_words(model, name)}: {_word(model, name, value)}"
    if model is Attendance:
        yield from _picked_up_by(version)
    if ready.get("entered_in_error"):
        yield _("was marked as entered in error")


def _picked_up_by(version: Version) -> Iterator[str]:
    day = Attendance.objects.filter(ref=version.row_ref).first()
    if day is not None:
        day.extra = version.values.get("extra") or {}
        for adult in who_picked_up([day]).values():
            yield _("went home with %(name)s") % {"name": _name(adult)}


def _word(model: type[models.Model], name: str, value: Any) -> str:
    if name in NAMED:
        refs = [UUID(ref) for ref in ([value] if isinstance(value, str) else value)]
        return ", ".join(_name(row) for row in NAMED[name]._base_manager.filter(ref__in=refs))
    choices = dict(model._meta.get_field(name).flatchoices)  # type: ignore[union-attr]
    if value in choices if isinstance(value, str) else False:
        return str(choices[value])
    if value is True:
        return _("yes")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        return moment_words(value)
    return day_words(value) if hasattr(value, "isoformat") else str(value)


def _name(row: models.Model) -> str:
    if isinstance(row, Adult):
        return name_or_kind(row.name, row.roles)
    if isinstance(row, Removal):
        return day_words(row.removed_on)
    return str(getattr(row, "name", ""))
