"""What the record knew: as it stands now, or as it stood at the end of a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from basehaven.apps.record.actions.history import from_values
from basehaven.apps.record.models import Child
from basehaven.apps.record.queries.facts import Facts
from basehaven.apps.record.queries.later import Later, facts_then, later_than
from basehaven.apps.record.queries.rows import Fields, Rows

POINTERS = ("adult", "home", "room", "removal", "tie")


class Known:
    """The record as it stands now."""

    on: date | None = None

    def __init__(self, child: Child, facts: Facts) -> None:
        self.child = child
        self._facts = facts

    def row(
        self, model: type[models.Model], row: Fields, *, whose: UUID | None = None
    ) -> Fields | None:
        """The row's values as known, or None if unknown then or entered in error.

        Args:
            model: whose row it is.
            row: values now, with ``ref``, ``recorded_on`` and ``entered_in_error``;
                other rows under ``<name>_ref``, carers as ``carer_rows``.
            whose: another child's ref, if the row is not this child's.
        """
        return None if row["entered_in_error"] else row

    def carers(self, stay: Fields) -> tuple[UUID, ...]:
        """Who cared in a stay that ``row`` has let through, in order."""
        return tuple(carer["adult_ref"] for carer in stay["carer_rows"])

    def other(self, pair: Fields) -> UUID:
        """The other child of a pair that ``row`` has let through."""
        return pair["other_ref"]  # type: ignore[no-any-return]

    def facts(self, ref: UUID) -> Fields | None:
        """Name and the like of an adult, a home, a room or another child; None if it is gone."""
        return self._facts.get(ref)

    def contacts_apart(self) -> Q | None:
        """Which contacts have to be looked at one by one, and cannot be counted as they stand."""
        return None

    def called_first(self) -> str:
        """What the child is called while nothing else of it was known."""
        return self.child.name


class KnownThen(Known):
    """The record as it was known at the end of a day.

    Attributes:
        same_as: adults who stood on the record of their own then -> who they were found to be.
    """

    on: date

    def __init__(self, child: Child, rows: Rows, facts: Facts, on: date) -> None:
        super().__init__(child, facts)
        self.on = on
        others = {row["other_pk"] for row in rows.pairs}
        self._later: Later = later_than(on, child, facts.keys(), others)
        self.same_as: dict[UUID, UUID] = {}
        for merge in self._later.joined:
            self.same_as[merge.merged] = self.same_as.get(merge.kept, merge.kept)

    def row(
        self, model: type[models.Model], row: Fields, *, whose: UUID | None = None
    ) -> Fields | None:
        if row["recorded_on"] > self.on:
            kept = self._later.kept.get(row["ref"])
            if kept is None or kept.known_from > self.on:
                return None
            row = {**row, **_with_refs(from_values(model, kept.values))}
        if row["entered_in_error"] or not self._is_of(model, row, whose or self.child.ref):
            return None
        if "adult_ref" in row:
            row = {**row, "adult_ref": self._back(model, row["ref"], row["adult_ref"])}
        return row

    def _is_of(self, model: type[models.Model], row: Fields, child: UUID) -> bool:
        """Whether the row was this child's then, and not of a record joined with it since."""
        return self._back(model, row["ref"], self.same_as.get(child, child)) == child

    def _back(self, model: type[models.Model] | str, name: object, ref: UUID) -> UUID:
        """Whom the row pointed at then, before people were found to be one."""
        label = model if isinstance(model, str) else model._meta.label_lower
        for merge in self._later.joined:
            if merge.kept == ref and (label, str(name)) in merge.moved:
                ref = merge.merged
        return ref

    def carers(self, stay: Fields) -> tuple[UUID, ...]:
        then = {
            carer["adult_ref"]: self._back(
                "record.staycarer", f"pk:{carer['carer_pk']}", carer["adult_ref"]
            )
            for carer in stay["carer_rows"]
        }
        refs = [then.get(ref, ref) for ref in stay.get("carers", then)]
        for merge in self._later.joined:
            if stay["pk"] in merge.aside and merge.merged not in refs:
                refs.insert(merge.aside[stay["pk"]], merge.merged)
        return tuple(refs)

    def other(self, pair: Fields) -> UUID:
        return self._back("record.sibling", pair["ref"], pair["other_ref"])

    def facts(self, ref: UUID) -> Fields | None:
        now = self._facts.get(ref) or self._later.facts.get(ref)
        return None if now is None else facts_then(now, self._later.kept.get(ref))

    def contacts_apart(self) -> Q | None:
        kept = {merge.kept for merge in self._later.joined}
        if self.child.ref in kept:
            return Q(pk__isnull=False)  # any of them may have come from the other record
        return Q(recorded_on__gt=self.on) | Q(adult__ref__in=kept)

    def called_first(self) -> str:
        kept = self._later.kept.get(self.child.ref)
        return str(kept.values["name"]) if kept else self.child.name


def _with_refs(values: Mapping[str, Any]) -> Fields:
    """Kept values as a joined row has them: other rows by ref, under ``<name>_ref``."""
    ready = dict(values)
    for name in POINTERS:
        if name in ready:
            ref = ready.pop(name)
            ready[f"{name}_ref"] = UUID(ref) if ref else None
    if "carers" in ready:
        ready["carers"] = [UUID(ref) for ref in ready["carers"]]
    return ready
