"""The return's codes as values, read once from knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.load import load

ENTRY = "ssda903/codes"
COLUMN_LISTS = {
    "RNE": "reason_for_new_episode",
    "LS": "legal_status",
    "PLACE": "placement",
    "REC": "reason_ceased",
    "REASON_PLACE_CHANGE": "reason_place_change",
    "CIN": "category_of_need",
    "PLACE_PROVIDER": "placement_provider",
    "ETHNIC": "ethnic_origin",
    "SEX": "sex",
}
"""Which column is written in which list of codes."""


@dataclass(frozen=True, slots=True)
class Code:
    """What one code means, and what it is read as."""

    label: str
    carer: str = ""  # new | same
    stay: str = ""
    tie: str = ""
    with_current_carer: bool = False
    temporary: bool = False
    days_at_most: int | None = None
    exit: str = ""
    ours: str = ""
    unknown: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    doubt: str = ""

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@cache
def _lists() -> dict[str, Any]:
    return load(ENTRY).model_extra or {}


@cache
def codes(column: str) -> dict[str, Code]:
    """Code -> meaning, for one of ``COLUMN_LISTS``."""
    try:
        return {
            str(code): Code(**values) for code, values in _lists()[COLUMN_LISTS[column]].items()
        }
    except (KeyError, TypeError) as error:
        raise KnowledgeIncomplete(
            f"{ENTRY}: the list of {column} cannot be read ({error}). Mend the entry."
        ) from error


@dataclass(frozen=True, slots=True)
class Limits:
    """What a check compares with."""

    leave_short_breaks_out: bool
    short_break_days: int
    carer_holidays_a_year: int


@cache
def limits() -> Limits:
    """Settings and limits of the return, from the same entry as its codes."""
    breaks, temporary = _lists()["short_breaks"], _lists()["temporary"]
    return Limits(
        leave_short_breaks_out=breaks["read_as"] == "leave_out",
        short_break_days=breaks["days_at_most"],
        carer_holidays_a_year=temporary["carer_holidays_a_year"],
    )
