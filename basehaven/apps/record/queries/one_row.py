"""One row of a child's record with what stood there before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from basehaven.apps.accounts.models import User
from basehaven.apps.record.models import (
    Child,
    Enrolment,
    PrimarySpell,
    Removal,
    Restriction,
    Row,
    Sibling,
    Stay,
    Tie,
    TieSpell,
    Version,
)

# The addresses' names of the tables, and their models.
ROW_TABLES: dict[str, type[Row]] = {
    "tie": Tie,
    "spell": TieSpell,
    "stay": Stay,
    "enrolment": Enrolment,
    "primary": PrimarySpell,
    "removal": Removal,
    "sibling": Sibling,
    "restriction": Restriction,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What a row held for a while, who changed it, when and why."""

    known_from: date
    known_to: date
    changed_at: datetime
    changed_by: str
    reason: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class OneRow:
    row: Row
    kept: Sequence[Kept]
    recorded_by: str = ""


def load_row(child: Child, table: str, ref: UUID, *, history: bool) -> OneRow | None:
    """A row of this child, or None. Whether it may be shown is decided by ``access.project``."""
    model = ROW_TABLES[table]
    found = model.objects.filter(ref=ref)
    if model is Sibling:
        row = found.filter(child=child).first() or found.filter(sibling=child).first()
    else:
        row = found.filter(child=child).first()
    if row is None:
        return None
    if not history:
        return OneRow(row, ())
    versions = list(Version.objects.filter(row_ref=ref).order_by("-changed_at", "-pk"))
    names = names_of({version.changed_by for version in versions} | {row.recorded_by})
    kept = [
        Kept(
            version.known_from,
            version.known_to,
            version.changed_at,
            names.get(version.changed_by, version.changed_by),
            version.reason,
            version.values,
        )
        for version in versions
    ]
    return OneRow(row, kept, names.get(row.recorded_by, row.recorded_by))


def names_of(labels: set[str]) -> dict[str, str]:
    """Names for ``user:<ref>`` labels; operators and sources keep theirs."""
    short = {label.removeprefix("user:") for label in labels if label.startswith("user:")}
    if not short:
        return {}
    found: dict[str, str] = {}
    for prefix in short:
        # A label holds the first 12 hex digits of the ref.
        low, high = UUID(prefix + "0" * 20), UUID(prefix + "f" * 20)
        user = User.objects.filter(ref__gte=low, ref__lte=high).first()
        if user is not None:
            found[f"user:{prefix}"] = str(user)
    return found
