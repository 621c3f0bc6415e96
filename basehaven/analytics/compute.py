"""From tables to figures: which indicators, for which period, by which rules, on which engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import ibis

from basehaven.analytics.catalogue import ALL, Computed
from basehaven.analytics.engine import Engine
from basehaven.analytics.figures import sums
from basehaven.analytics.tables import KEY, Tables
from basehaven.analytics.totals import Group, Total, by_group, by_rule
from basehaven.analytics.units import COUNTED, Settings
from basehaven.core.indicators.figure import figure, mean_of_shares
from basehaven.core.indicators.unit import FORM_OF_1993
from basehaven.core.indicators.window import Window
from basehaven.knowledge.indicators import indicator

EVERYONE = "all"
RANGE = "range"
CHILDREN = "children"  # of the setting ``average``: the mean of children's own shares


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one group.

    Attributes:
        id: of the indicator.
        period: as asked for.
        group: ``all``, or what it is of: ``age_band=1-5 years; region=North``.
        numerator, denominator: whole numbers; None when withheld.
        value: divided and rounded; None when withheld or of nobody.
        unit: as the indicator says it: ``percent`` and so on.
        settings: the rules it was computed by.
        counted: how many rows (children, episodes, exits) it is of.
        withheld: why there is no figure, or empty.
        bound: ``low`` or ``high`` when the data cannot tell which.
        with_events: how many of the rows counted have something in the numerator.
    """

    id: str
    period: str
    group: str
    numerator: int | None
    denominator: int | None
    value: float | None
    unit: str
    settings: Mapping[str, Any]
    counted: int = 0
    withheld: str = ""
    bound: str = ""
    with_events: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for.

    Attributes:
        ids: indicators, in order.
        window: the period.
        by: of age_band, region, group.
        settings: id -> the whole settings of that indicator.
        withheld: id -> why it is not to be computed from this source.
    """

    ids: Sequence[str]
    window: Window
    by: Sequence[str] = ()
    settings: Mapping[str, Settings] = field(default_factory=dict)
    withheld: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """Figures of one indicator, and how many rows are in and out by which rule."""

    id: str
    figures: tuple[Figure, ...]
    rules: Mapping[str, int]


def compute(engine: Engine, tables: Tables, asked: Asked) -> Iterator[Answer]:
    """Every indicator asked for, one after the other.

    An indicator whose tables are missing is withheld, with the reason: missing
    is not recorded, never none.
    """
    for id_ in asked.ids:
        tables.once.begin(ALL[id_].shares)
        yield _Indicator(engine, tables, asked, id_).answer()
    tables.once.begin("")


def explained(engine: Engine, tables: Tables, asked: Asked, id_: str) -> Any | None:
    """Every child in or out of an indicator, and by which rule, as an Arrow table.

    None if the indicator is withheld. A child whom it never looked at is there
    too: ``not_in_population``.
    """
    found = ALL[id_]
    if not tables.has(*found.needs) or id_ in asked.withheld:
        return None
    settings = _with_bound(found, asked.settings[id_], high=True)
    tables.once.begin(found.shares)
    units = found.units(tables, asked.window, settings)
    looked_at = units.select(*KEY, "unit", "rule", "numerator", "denominator")
    rows = tables.children.select(*KEY).left_join(looked_at, KEY)
    rows = rows.select(
        *KEY,
        indicator=ibis.literal(id_),
        unit=rows.unit.fill_null(""),
        counted=(rows.rule == COUNTED).fill_null(False),
        rule=rows.rule.fill_null("not_in_population"),
        numerator=rows.numerator.fill_null(0),
        denominator=rows.denominator.fill_null(0),
    )
    return engine.connection.to_pyarrow(rows.order_by([*KEY, "unit"]))


class _Indicator:
    """One indicator on its way to figures."""

    def __init__(self, engine: Engine, tables: Tables, asked: Asked, id_: str) -> None:
        self.engine, self.tables, self.asked, self.id = engine, tables, asked, id_
        self.found, self.said, self.settings = ALL[id_], indicator(id_), asked.settings[id_]

    def answer(self) -> Answer:
        missing = [name for name in self.found.needs if not self.tables.has(name)]
        if missing:
            return Answer(self.id, (self._withheld(f"not recorded: {', '.join(missing)}"),), {})
        if self.id in self.asked.withheld:
            return Answer(self.id, (self._withheld(self.asked.withheld[self.id]),), {})
        first = self._rows(_with_bound(self.found, self.settings, high=True))
        seen = by_rule(first)
        if FORM_OF_1993 in seen:
            return Answer(self.id, (self._withheld(_old_form(seen[FORM_OF_1993])),), seen)
        figures = self._figures(first)
        if self._in_range():
            figures = self._bounded(figures)
        for part, each in self.found.parts.items():
            for name, units in each.items():
                rows = self._sums(units(self.tables, self.asked.window, self.settings))
                figures += self._figures(rows, f"{part}={name}")
        if self.found.each_unit:
            figures += self._of_each_unit(first, *self.found.each_unit)
        if not any(row.counted for row in figures):
            figures = (self._withheld(_why_nobody(seen)),)
        return Answer(self.id, figures, seen)

    def _rows(self, settings: Settings) -> list[dict[str, Any]]:
        parts = [self.tables]
        if self.found.in_order:
            parts = self.engine.in_parts(self.tables, self.found.in_order)
        each = (self._sums(self.found.units(part, self.asked.window, settings)) for part in parts)
        return [row for rows in each for row in rows]

    def _sums(self, units: ibis.Table) -> list[dict[str, Any]]:
        """One query of an indicator; all the rest is adding up."""
        return self.engine.rows(
            sums(
                units, self.tables, self.asked.by, shares=self._of_each(),
                each_unit=self.found.each_unit is not None,
            )
        )  # fmt: skip

    def _of_each_unit(
        self, rows: list[dict[str, Any]], called: str, setting: str
    ) -> tuple[Figure, ...]:
        figures: tuple[Figure, ...] = ()
        for name in self.settings[setting]:
            own = [row for row in rows if row["unit"] == name]
            figures += self._figures(own, f"{called}={name}")
        return figures

    def _of_each(self) -> bool:
        """Whether it matters which two numbers each unit has, and not only their sums."""
        if self.found.finish is not None:
            return True
        return self.found.mean and self.settings["average"] == CHILDREN

    def _in_range(self) -> bool:
        bounds = self.found.bounds
        return bounds is not None and self.settings[bounds[0]] == RANGE

    def _bounded(self, high: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """Low and high where they differ; one figure where the data can tell."""
        low = self._figures(self._rows(_with_bound(self.found, self.settings, high=False)))
        if [row.numerator for row in low] == [row.numerator for row in high]:
            return high
        return tuple(_bound(row, "low") for row in low) + tuple(_bound(row, "high") for row in high)

    def _figures(self, rows: list[dict[str, Any]], part: str = "") -> tuple[Figure, ...]:
        by = tuple(self.asked.by)
        every = self._of(rows, (), part)
        return every + self._of(rows, by, part) if by else every

    def _of(self, rows: list[dict[str, Any]], by: tuple[str, ...], part: str) -> tuple[Figure, ...]:
        found = by_group(rows, by, self.settings)
        figures = [self._figure(by, group, total, part) for group, total in found.items()]
        return tuple(sorted(figures, key=lambda one: one.group))

    def _figure(self, by: tuple[str, ...], group: Group, total: Total, part: str) -> Figure:
        told = [part] if part else []
        told += [f"{name}={value}" for name, value in zip(by, group, strict=True)]
        top, bottom, value = self._numbers(total)
        return Figure(
            self.id, self.asked.window.name, "; ".join(told) or EVERYONE, top, bottom, value,
            self.said.unit, self.settings, total.counted, with_events=total.with_events,
        )  # fmt: skip

    def _numbers(self, total: Total) -> tuple[int, int, float | None]:
        """Numerator, denominator and figure."""
        if self.found.finish is not None:
            return self.found.finish(total.shares, self.settings, self.said.decimals)
        if total.shares:
            value = mean_of_shares(total.shares, self.said.decimals)
        else:
            value = figure(total.numerator, total.denominator, self.said.scale, self.said.decimals)
        return total.numerator, total.denominator, value

    def _withheld(self, why: str) -> Figure:
        return Figure(
            self.id, self.asked.window.name, EVERYONE, None, None, None, self.said.unit,
            self.settings, withheld=why,
        )  # fmt: skip


def _with_bound(found: Computed, settings: Settings, *, high: bool) -> Settings:
    """The settings with one answer where the data may not know it."""
    if found.bounds is None or settings[found.bounds[0]] != RANGE:
        return settings
    name, low_value, high_value = found.bounds
    return {**settings, name: high_value if high else low_value}


def _bound(row: Figure, bound: str) -> Figure:
    return replace(row, bound=bound)


def _old_form(rows: int) -> str:
    return (
        "before October 2022 a federal file names no places (form of 1993): what needs them is "
        f"not known of {rows:,} of those looked at, and is not guessed"
    )


def _why_nobody(seen: Mapping[str, int]) -> str:
    """Why there is no figure although the tables are there."""
    if not seen:
        return "nobody in the period"
    out = ", ".join(f"{rule} {rows}" for rule, rows in sorted(seen.items()))
    return f"nobody counted: {out}"
