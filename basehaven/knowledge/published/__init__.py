"""Published figures of others, as they were printed: rows with their codes, and whose they are.

A count or value that was not printed as a number keeps its code (``c``, ``k``, ``z``, ``x``, or
empty), is shown in words, and is never 0.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import get_args

from basehaven.core.areas.dispersion import Widening
from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.load import FOLDER, load, load_as
from basehaven.knowledge.release import Release

HERE = FOLDER / "published"
SYSTEMS = ("cfsr", "england")
CODES = frozenset({"", "c", "k", "z", "x"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as it was printed, or the code that stands in its place."""

    printed: str

    @property
    def number(self) -> float | None:
        """The number, or None where a code stands."""
        return None if self.printed in CODES else float(self.printed)

    @property
    def count(self) -> int | None:
        """The count, or None where a code stands."""
        return None if self.printed in CODES else int(self.printed)

    @property
    def code(self) -> str | None:
        """The code that stands in place of a number; None where there is a number."""
        return self.printed if self.printed in CODES else None


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: of whom, where and when, with its counts and its printed value."""

    indicator: str
    variant: str
    period: str
    level: str
    area: str
    name: str
    region: str
    dimension: str
    group: str
    numerator: Cell
    denominator: Cell
    value: Cell


@cache
def release(system: str) -> Release:
    """Whose figures a system's are, under which licence, and what is doubtful.

    Raises:
        KnowledgeIncomplete: there is no such system.

    >>> release("england").licence.name
    'Open Government Licence v3.0'
    """
    if system not in SYSTEMS:
        raise KnowledgeIncomplete(
            f"No published figures of '{system}'. Known: {', '.join(SYSTEMS)}."
        )
    return load_as(HERE / f"{system}.yaml", Release)


@cache
def figures(system: str) -> tuple[Figure, ...]:
    """Every published row of a system, in the order of its file.

    >>> sum(row.value.code == "c" for row in figures("england")) > 0
    True
    """
    with (HERE / release(system).file).open(encoding="utf-8", newline="") as file:
        return tuple(_figure(row) for row in csv.DictReader(file))


@cache
def figures_of(indicator: str, variant: str = "") -> tuple[Figure, ...]:
    """The rows of one indicator, of all periods and areas; empty where none is published."""
    system = indicator.partition(".")[0]
    if system not in SYSTEMS:
        return ()
    rows = figures(system)
    return tuple(row for row in rows if (row.indicator, row.variant) == (indicator, variant))


@cache
def shown_from() -> Mapping[str, int]:
    """From which size on a group's figure is shown: children, and events."""
    settings = load("published/shown").settings  # type: ignore[attr-defined]
    return MappingProxyType({name: int(one["value"]) for name, one in settings.items()})


@dataclass(frozen=True, slots=True)
class Widens:
    """How limits are widened: which way, which part is pulled in, and from how many areas on."""

    how: Widening
    pulled_in: float
    least_areas: int


@cache
def widens() -> Widens:
    """The setting of the pages' funnels.

    Raises:
        KnowledgeIncomplete: a way that there is none of.
    """
    said = load("published/shown").widening  # type: ignore[attr-defined]
    how = said["how"]["value"]
    if how not in get_args(Widening):
        raise KnowledgeIncomplete(
            f"published/shown.yaml: 'widening': there is no '{how}'. "
            f"Known: {', '.join(get_args(Widening))}."
        )
    part, least = said["pulled_in"]["value"] / 100, int(said["least_areas"]["value"])
    return Widens(how, part, least)


def widening_words() -> dict[str, str]:
    """Each part of that setting with its default, its reason and its doubt, in English.

    >>> widening_words()["how"].split(":")[0]
    'additive'
    """
    said = load("published/shown").widening  # type: ignore[attr-defined]
    return {
        name: " ".join(f"{part['value']}: {part['because']} {part['doubt']}".split())
        for name, part in said.items()
    }


@cache
def places(system: str) -> Mapping[str, Figure]:
    """One row for each area that has any figure, by its code: its name, level and region."""
    found: dict[str, Figure] = {}
    for row in figures(system):
        found.setdefault(row.area, row)
    return MappingProxyType(found)


def _figure(row: dict[str, str]) -> Figure:
    return Figure(
        indicator=row["indicator"],
        variant=row["variant"],
        period=row["period"],
        level=row["level"],
        area=row["area"],
        name=row["name"],
        region=row["region"],
        dimension=row["dimension"],
        group=row["group"],
        numerator=Cell(row["numerator"]),
        denominator=Cell(row["denominator"]),
        value=Cell(row["value"]),
    )
