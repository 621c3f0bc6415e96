"""The spec: what each indicator is, by small drawn tables and the answer to each.

One file an indicator in tests/spec/indicators; its README says how to write one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from basehaven.analytics.catalogue import ALL
from basehaven.core.indicators.figure import figure, mean_of_shares
from basehaven.knowledge.indicators import indicator
from tests.spec.drawn import Rows, drawn

FOLDER = Path(__file__).parent / "indicators"
OWN_FIELDS = {
    "title", "edge_case", "period", "settings", "units", "figure", "groups", "otherwise"
}  # fmt: skip
COUNTED = "counted"
NOT_THERE = "-"  # by another setting: nobody looks at that unit


@dataclass(frozen=True, slots=True)
class Answer:
    """What is expected of one unit: the rule, and its numbers when it is counted."""

    rule: str
    numerator: int = 0
    denominator: int = 0

    @property
    def said(self) -> str:
        return f"{self.numerator}/{self.denominator}" if self.rule == COUNTED else self.rule


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """Drawn tables and the answer.

    Attributes:
        name: of the indicator and the place in its file; the ``source_id`` of its rows.
        changed: settings that are not the default here.
        settings: all of them.
        drawn: the tables as they are written in the file.
        units: "child unit" -> what is expected; nothing else may be there.
        figure: "1/2 = 50.0", or "0/0" of nobody.
        groups: "age_band" -> band -> "1/2".
    """

    name: str
    indicator: str
    title: str
    edge_case: int | None
    period: str
    changed: Mapping[str, Any]
    settings: Mapping[str, Any]
    drawn: Mapping[str, str]
    units: Mapping[str, Answer]
    figure: str
    groups: Mapping[str, Mapping[str, str]]

    @property
    def tables(self) -> dict[str, Rows]:
        return {name: drawn(name, text, self.name) for name, text in self.drawn.items()}

    @property
    def children(self) -> list[str]:
        rows = (row for table in self.tables.values() for row in table)
        return sorted({row["child_id"] for row in rows if "child_id" in row})


@dataclass(frozen=True, slots=True)
class Spec:
    """One file."""

    indicator: str
    settings: Mapping[str, Any]
    cases: tuple[Case, ...]


def specs() -> tuple[Spec, ...]:
    return tuple(read(path) for path in sorted(FOLDER.glob("*.yaml")))


def read(path: Path) -> Spec:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    defaults = found["settings"]
    name = path.stem
    cases: list[Case] = []
    for place, raw in enumerate(found["cases"], start=1):
        cases.append(_case(f"{name}-{place:02}", name, raw, defaults))
        for letter, other in zip("bcdefgh", raw.get("otherwise", [])):  # noqa: B905
            cases.append(
                _case(f"{name}-{place:02}{letter}", name, _otherwise(raw, other), defaults)
            )
    return Spec(name, defaults, tuple(cases))


def _otherwise(raw: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The same tables by another setting: only the units that change are written again."""
    said = ", ".join(f"{name}={_said(value)}" for name, value in other["settings"].items())
    return {
        **raw,
        **other,
        "title": f"{raw['title']} With {said}.",
        "units": {**raw["units"], **other.get("units", {})},
        "settings": {**raw.get("settings", {}), **other["settings"]},
    }


def _said(value: Any) -> str:
    if isinstance(value, list):
        return "+".join(value) or "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _case(own_name: str, name: str, raw: Mapping[str, Any], defaults: Mapping[str, Any]) -> Case:
    changed = raw.get("settings", {})
    assert set(changed) <= set(defaults), f"{name}, {raw['title']}: no such setting"
    return Case(
        name=own_name,
        indicator=name,
        title=raw["title"],
        edge_case=raw.get("edge_case"),
        period=raw["period"],
        changed=changed,
        settings={**defaults, **changed},
        drawn={table: text for table, text in raw.items() if table not in OWN_FIELDS},
        units={unit: _answer(said) for unit, said in raw["units"].items() if said != NOT_THERE},
        figure=raw["figure"],
        groups=raw.get("groups", {}),
    )


def _answer(said: str) -> Answer:
    top, slash, bottom = said.partition("/")
    return Answer(COUNTED, int(top), int(bottom)) if slash else Answer(said)


def said_figure(case: Case, counted: Sequence[tuple[int, int]]) -> str:
    """As a case writes it: "1/2 = 50.0", from the numerator and denominator of each unit."""
    entry, finish = indicator(case.indicator), ALL[case.indicator].finish
    top, bottom = sum(one for one, _other in counted), sum(other for _one, other in counted)
    value = figure(top, bottom, entry.scale, entry.decimals)
    if case.settings.get("average") == "children":
        value = mean_of_shares(dict(Counter(counted)), entry.decimals)
    if finish is not None:
        top, bottom, value = finish(Counter(counted), case.settings, entry.decimals)
    whole = f"{top}/{bottom}"
    return whole if value is None else f"{whole} = {value:.{entry.decimals}f}"
