"""One row of a child's record in words: its values, its history, what may be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import models
from django.http import HttpRequest
from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from basehaven.apps.record import access
from basehaven.apps.record.actions.history import to_values
from basehaven.apps.record.child_record import ChildRecord
from basehaven.apps.record.deeds import Deed, route_or_nothing
from basehaven.apps.record.lifeline.rows import lived_words, span_words
from basehaven.apps.record.map import words
from basehaven.apps.record.map.figures import OnDay
from basehaven.apps.record.models import Child, Row, today
from basehaven.apps.record.queries import load_child_record
from basehaven.apps.record.queries.one_row import Kept, OneRow, load_row
from basehaven.apps.record.queries.words import field_words

# Values that are never words for a person, or that lead to somebody else's record.
NOT_SAID = frozenset(
    [
        "recorded_by",
        "extra",
        "child",
        "sibling",
        "adult",
        "home",
        "room",
        "removal",
        "tie",
        "carers",
        "derived",
    ]
)
POINTERS = frozenset({"adult", "home", "room", "removal"})
VERB = {
    "tie": "edit_ties",
    "sibling": "edit_ties",
    "stay": "edit_stays",
    "removal": "edit_stays",
    "enrolment": "edit_rooms",
    "restriction": "edit_restrictions",
}
Said = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """What a correction changed: for each value, its name, what stood there and what came."""

    kept: Kept
    changed: list[tuple[str, str, str]]


@dataclass(frozen=True)
class RowPage:
    child: Child
    table: str
    one: OneRow
    record: ChildRecord  # projected
    sight: access.Sight

    @classmethod
    def find(cls, request: HttpRequest, child: Child, table: str, ref: UUID) -> RowPage | None:
        """The page of a row that the projection shows, or None.

        A row entered in error is on no map; those who may see history still find it.
        """
        if table not in VERB:
            return None
        sight: access.Sight = request.sight  # type: ignore[attr-defined]
        history = "see_history" in sight.may
        record = access.project(load_child_record(child), sight)
        one = load_row(child, table, ref, history=history)
        if one is None:
            return None
        shown = str(ref) in refs_in(record, table)
        if not shown and not (one.row.entered_in_error and history):
            return None
        return cls(child, table, one, record, sight)

    @cached_property
    def on(self) -> OnDay:
        return OnDay(self.record, today(), today())

    @property
    def row(self) -> Row:
        return self.one.row

    @cached_property
    def title(self) -> str:
        return {
            "tie": _("Tie"),
            "stay": _("Stay"),
            "enrolment": _("Room"),
            "removal": _("Period of care"),
            "sibling": _("Brother or sister"),
            "restriction": _("Restriction"),
        }[self.table]

    @cached_property
    def who(self) -> str:
        """Whom or what the row is about, as far as the projection tells."""
        ref = str(self.row.ref)
        if self.table == "tie":
            tie = next((tie for tie in self.record.ties if tie.tie_id == ref), None)
            return self.on.name(tie.adult_id, (tie.kind,)) if tie else ""
        if self.table == "restriction":
            adult = getattr(self.row, "adult", None)
            return self.on.name(str(adult.ref)) if adult else ""
        if self.table == "sibling":
            return next((s.name for s in self.record.siblings if s.ref == ref), "")
        if self.table == "enrolment":
            return next((r.room_name for r in self.record.rooms if r.ref == ref), "")
        if self.table == "stay":
            stay = next((stay for stay in self.record.stays if stay.stay_id == ref), None)
            return words.joined(self.on.name(carer) for carer in stay.carer_ids) if stay else ""
        return ""

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """Restrictions of the people named, in force today: said wherever somebody appears."""
        adult = getattr(self.row, "adult", None)
        if adult:
            return self.on.warnings(str(adult.ref), short=False)
        ref = str(self.row.ref)
        carers = next((stay.carer_ids for stay in self.record.stays if stay.stay_id == ref), ())
        return tuple(
            f"{self.on.name(carer)}: {said}"
            for carer in carers
            for said in self.on.warnings(carer, short=False)
        )

    @cached_property
    def values(self) -> Said:
        hidden = self._hidden()
        said = said_values(type(self.row), to_values(self.row), hidden)
        home = self._home()
        return [*said, *home]

    def _hidden(self) -> frozenset[str]:
        if self.table == "tie" and not self.sight.sees_reasons:
            tie = next((t for t in self.record.ties if t.tie_id == str(self.row.ref)), None)
            return frozenset() if tie and tie.end_reason else frozenset({"end_reason"})
        if self.table == "removal" and not self.sight.sees_reasons:
            return frozenset({"exit_reason"})
        if self.table == "restriction":
            shown = {getattr(r, "ref", ""): r.source for r in self.record.restrictions}
            return frozenset() if shown.get(str(self.row.ref)) else frozenset({"source"})
        return frozenset()

    @property
    def _home_ref(self) -> str:
        """The home of a stay, if the projection shows it."""
        stay = next((s for s in self.record.stays if s.stay_id == str(self.row.ref)), None)
        shown = stay is not None and stay.home_id in self.record.homes
        return str(stay.home_id) if stay is not None and shown else ""

    def _home(self) -> Said:
        home = self.record.homes.get(self._home_ref)
        if home is None:
            return []
        said = [(_("Home"), home.name)] if home.name else []
        return [*said, (_("Address"), home.address)] if home.address else said

    @cached_property
    def spells(self) -> list[tuple[str, str]]:
        """How a tie was lived, stretch by stretch, as the projection shows it."""
        tie = next((t for t in self.record.ties if t.tie_id == str(self.row.ref)), None)
        if tie is None:
            return []
        return [(span_words(s.started_on, s.ended_on), lived_words(s)) for s in tie.spells]

    @cached_property
    def changes(self) -> list[Change]:
        """Newest first: each kept version against what came after it."""
        after = to_values(self.row)
        found = []
        for kept in self.one.kept:
            found.append(Change(kept, differences(type(self.row), kept.values, after)))
            after = kept.values
        return found

    @property
    def sees_history(self) -> bool:
        return "see_history" in self.sight.may

    @property
    def known_since(self) -> str:
        return words.day_words(self.row.recorded_on)

    @property
    def _is_over(self) -> bool:
        ended = getattr(self.row, "ended_on", None) or getattr(self.row, "exited_on", None)
        return ended is not None and ended <= today()

    @property
    def recorded_by(self) -> str:
        """Who gave the present values, for those who may see history."""
        return self.one.recorded_by if self.sees_history else ""

    @cached_property
    def deeds(self) -> list[Deed]:
        if VERB[self.table] not in self.sight.may:
            return []
        child, ref = self.child.ref, self.row.ref
        offered = [
            *([] if self._is_over else [(f"{self.table}_end", (child, ref), _("End or change"))]),
            ("row_correct", (child, self.table, ref), _("Correct a mistake")),
            *(
                [("home_correct", (child, self._home_ref), _("Correct a home"))]
                if self._home_ref
                else []
            ),
            ("row_mark_error", (child, self.table, ref), _("Mark as entered in error")),
        ]
        if self.row.entered_in_error:
            offered = [("row_restore", (child, self.table, ref), _("Put it back"))]
        found = [(route_or_nothing(route, *args), label) for route, args, label in offered]
        return [Deed(address, label) for address, label in found if address]


def refs_in(record: ChildRecord, table: str) -> set[str]:
    """The rows of a table that a projected record shows."""
    rows: Mapping[str, Sequence[str]] = {
        "tie": [tie.tie_id for tie in record.ties],
        "stay": [stay.stay_id for stay in record.stays],
        "enrolment": [room.ref for room in record.rooms],
        "removal": [removal.ref for removal in record.removals],
        "sibling": [sibling.ref for sibling in record.siblings],
        "restriction": [getattr(r, "ref", "") for r in record.restrictions],
    }
    return set(rows[table])


def said_values(
    model: type[models.Model], values: Mapping[str, Any], hidden: frozenset[str] = frozenset()
) -> Said:
    """The values of a row that are known, each with its name, in words."""
    said = []
    for field in model._meta.concrete_fields:
        name = field.name
        if name not in values or name in NOT_SAID or name in hidden or name == "entered_in_error":
            continue
        value = say(field, values[name])
        if value:
            said.append((label(field), value))
    return said


def label(field: models.Field[Any, Any]) -> str:
    return capfirst(field_words(field.model, field.name))


def differences(
    model: type[models.Model], before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    changed = []
    for field in model._meta.concrete_fields:
        name = field.name
        if name in NOT_SAID - POINTERS or before.get(name) == after.get(name):
            continue
        if name in POINTERS:
            pair = (_("another"), _("this one"))
        else:
            nothing = _("not recorded")
            pair = (say(field, before.get(name)) or nothing, say(field, after.get(name)) or nothing)
        changed.append((label(field), *pair))
    return changed


def say(field: models.Field[Any, Any], value: Any) -> str:
    """One value in words; empty when unknown."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        day = value if isinstance(value, date) else parse_date(str(value))
        return words.day_words(day) if day else str(value)
    if isinstance(value, datetime):
        return words.moment_words(value)
    return str(value)
