"""What the record knew on a day: present values, kept ones, or nothing yet."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from basehaven.apps.record.actions.history import from_values
from basehaven.apps.record.models import Child, Version

POINTERS = ("adult", "home", "room", "removal", "tie")


class Known:
    """Turns a row as it stands now into the row as it was known on a day."""

    def __init__(self, child: Child, on: date | None) -> None:
        self.on = on
        self._versions: dict[UUID, dict[str, Any]] = {}
        if on is not None:
            self._versions = dict(
                Version.objects.filter(child=child, known_from__lte=on, known_to__gt=on)
                .order_by("changed_at")
                .values_list("row_ref", "values")
            )

    def row(self, model: type[models.Model], row: dict[str, Any]) -> dict[str, Any] | None:
        """The row's values as known, or None if unknown then or entered in error.

        Args:
            model: whose row it is.
            row: values now, with ``ref``, ``recorded_on`` and ``entered_in_error``;
                other rows under ``<name>_ref``.
        """
        if self.on is not None and row["recorded_on"] > self.on:
            kept = self._versions.get(row["ref"])
            if kept is None:
                return None
            row = {**row, **from_values(model, kept)}
            for name in POINTERS:
                if name in row:
                    row[f"{name}_ref"] = row.pop(name)
        return None if row["entered_in_error"] else row
