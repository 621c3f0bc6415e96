"""The return's codes as values, read once from knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from basehaven.knowledge.load import load

COLUMN_LISTS = {
    "RNE": "reason_for_new_episode",
    "LS": "legal_status",
    "PLACE": "placement",
    "REC": "reason_ceased",
    "REASON_PLACE_CHANGE": "reason_place_change",
    "CIN": "category_of_need",
    "PLACE_PROVIDER": "placement_provider",
}
"""Which column is written in which list of codes."""


@dataclass(frozen=True, slots=True)
class Code:
    label: str
    carer: str = ""  # new | same
    stay: str = ""
    tie: str = ""
    with_current_carer: bool = False
    temporary: bool = False
    days_at_most: int | None = None
    exit: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@cache
def codes(column: str) -> dict[str, Code]:
    """Code -> meaning, for one of ``COLUMN_LISTS``."""
    lists: dict[str, Any] = load("ssda903/codes").model_extra or {}
    return {str(code): Code(**values) for code, values in lists[COLUMN_LISTS[column]].items()}
