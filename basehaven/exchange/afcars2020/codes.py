"""The file's codes as values, and the limits of its quality, read once from knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.core.quality.afcars import Limit
from basehaven.knowledge.load import load

CODES, QUALITY = "afcars/codes", "afcars/quality"
FOSTER_HOME, OTHER = "1", "0"  # E113
NOT_SAID = "other"  # the kind of a stay of which the file does not say where


@dataclass(frozen=True, slots=True)
class Code:
    """What one code means, and what it is read as."""

    label: str
    stay: str = ""
    exit: str = ""
    doubt: str = ""


@cache
def _lists() -> dict[str, Any]:
    return load(CODES).model_extra or {}


@cache
def codes(name: str) -> dict[str, Code]:
    """Code -> meaning.

    Args:
        name: ``exit_reason``, ``foster_home`` (in order of weight) or ``other_arrangement``.
    """
    try:
        return {str(code): Code(**values) for code, values in _lists()[name].items()}
    except (KeyError, TypeError) as error:
        raise KnowledgeIncomplete(
            f"{CODES}: the list {name} cannot be read ({error}). Mend the entry."
        ) from error


@cache
def words(name: str) -> dict[str, str]:
    """Code or element -> our word: ``sex`` or ``race``."""
    return {str(code): str(word) for code, word in _lists()[name].items()}


@cache
def race_not_known() -> tuple[str, ...]:
    """Elements that say that the race is not known, and why."""
    return tuple(_lists()["race_not_known"])


@cache
def quality_limits() -> tuple[Limit, ...]:
    """A state's data-quality limits, in the order they are reported."""
    listed = (load(QUALITY).model_extra or {})["limits"]
    return tuple(
        Limit(
            id=name,
            label=values["label"],
            share=float(values.get("at_most", values.get("at_least", 0))),
            why_not=values.get("why_not", ""),
        )
        for name, values in listed.items()
    )
