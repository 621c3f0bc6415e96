"""Published figures made ready for a page: each with its counts, its place, and what is missing.

A source of figures is a sequence of rows (:class:`Figure`). Pages know no other shape, so that
figures of an agency's own, released from its record, can stand beside these.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from basehaven.apps.policy.words import (
    apart_words,
    in_words,
    number,
    rounded,
    standing_words,
    with_unit,
)
from basehaven.core.areas.dispersion import CHANCE_ALONE, Dispersion, dispersion, widened
from basehaven.core.areas.funnel import Kind, Limits, Position, limits, position
from basehaven.knowledge.indicator import Indicator
from basehaven.knowledge.published import Cell, Figure, figures_of, release, shown_from, widens


def measured(figure: Figure) -> float | None:
    """Numerator / denominator, or None where a code stands in place of one."""
    above, below = figure.numerator.number, figure.denominator.number
    return above / below if above is not None and below else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure as it is shown, whoever published it.

    ``value`` is empty where there is none, and ``note`` says why.
    """

    name: str
    numerator: str
    denominator: str
    value: str
    plain: str  # without thousands and unit, for a file
    share: float | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Told):
    """One of a nation's publisher.

    ``place`` is against chance alone, ``usual`` against how much areas usually differ as well;
    ``apart`` says of a group how far it is from all children.
    """

    figure: Figure
    place: Position | None
    usual: Position | None
    apart: str

    @property
    def where(self) -> str:
        return self.apart or standing_words(self.place, self.usual)

    @property
    def proper(self) -> bool:
        """Whether its name is a name, which no language changes."""
        return self.figure.dimension == "all" and self.figure.level != "nation"


class Series:
    """The figures of one indicator, as one source gives them."""

    def __init__(
        self, indicator: Indicator, rows: Sequence[Figure] = (), variant: str = ""
    ) -> None:
        self.indicator = indicator
        self.system = indicator.set
        self.variant = variant
        self.rows = rows or figures_of(indicator.id, variant)
        self.release = release(self.system)

    @cached_property
    def periods(self) -> list[str]:
        """Oldest first, as the file has them."""
        return list(dict.fromkeys(row.period for row in self.rows))

    def nation(self, period: str) -> Figure:
        return next(
            row for row in self.rows
            if row.level == "nation" and row.dimension == "all" and row.period == period
        )  # fmt: skip

    def areas(self, period: str, level: str) -> list[Shown]:
        """By name, and never by value."""
        rows = [row for row in self.rows if row.level == level and row.period == period]
        return self.shown(sorted(rows, key=lambda row: row.name), period)

    def on_map(self, row: Figure) -> bool:
        """Whether a region has a tile; parts of one that are printed beside it have none."""
        return row.level != "region" or row.area in self.release.places

    def regions(self, period: str) -> list[Shown]:
        """Those that together are the nation, each once."""
        return [one for one in self.areas(period, "region") if self.on_map(one.figure)]

    def groups(self, period: str, dimension: str) -> list[Shown]:
        """In the order of the publisher; too small ones are there and withheld."""
        rows = [row for row in self.rows if row.dimension == dimension and row.period == period]
        return self.shown(rows, period)

    def over_time(self, area: str) -> list[Shown]:
        """One area's figures, one for each period; those not printed stay, with their reason."""
        rows = [row for row in self.rows if row.area == area and row.dimension == "all"]
        return [self.show(row) for row in rows]

    def one(self, area: str, period: str) -> Shown | None:
        return next((s for s in self.over_time(area) if s.figure.period == period), None)

    def shown(self, rows: Iterable[Figure], period: str) -> list[Shown]:
        return [self.show(row) for row in rows if row.period == period]

    def within(self, row: Figure) -> Limits | None:
        """Where chance would leave an area of this size, around the nation's value."""
        expected, size = measured(self.nation(row.period)), row.denominator.number
        if expected is None or not size or _is_everybody(row):
            return None
        return limits(self.kind, expected, size)

    def spread(self, period: str, level: str) -> Dispersion:
        """How much the areas of one level differ in a period; of too few, as chance alone would."""
        if (period, level) not in self._spreads:
            self._spreads[period, level] = self._spread(period, level)
        return self._spreads[period, level]

    def _spread(self, period: str, level: str) -> Dispersion:
        expected, how = measured(self.nation(period)), widens()
        areas = [
            (value, row.denominator.number or 1)
            for row in self.rows
            if (row.period, row.level, row.dimension) == (period, level, "all")
            and self.on_map(row)
            and (value := measured(row)) is not None
        ]
        if expected is None or len(areas) < how.least_areas:
            return CHANCE_ALONE
        return dispersion(self.kind, expected, areas, how.pulled_in)

    @cached_property
    def _spreads(self) -> dict[tuple[str, str], Dispersion]:
        return {}

    def usually(self, row: Figure, within: Limits | None) -> Limits | None:
        """Where an area of this size would be if it differed no more than areas usually do."""
        expected = measured(self.nation(row.period))
        if within is None or expected is None or row.dimension != "all":
            return None
        return widened(
            self.kind, expected, within, self.spread(row.period, row.level), widens().how
        )

    @property
    def kind(self) -> Kind:
        return "share" if self.indicator.unit == "percent" else "rate"

    def show(self, row: Figure) -> Shown:
        share = measured(row)
        plain, note = self._value(row, share)
        within = self.within(row) if plain and share is not None else None
        usually = self.usually(row, within)
        return Shown(
            figure=row,
            name=self.name_of(row),
            numerator=_count(row.numerator),
            denominator=_count(row.denominator),
            value=with_unit(plain, self.indicator) if plain else "",
            plain=plain,
            share=share if plain else None,
            place=position(share, within) if within and share is not None else None,
            usual=position(share, usually) if usually and share is not None else None,
            apart=self.apart(row, share, within) if row.group and within else "",
            note=note,
        )

    def difference(self, shown: Shown) -> str:
        """Of a group from all children, rounded, with its sign; empty where it has no value."""
        expected = measured(self.nation(shown.figure.period))
        if shown.share is None or expected is None:
            return ""
        far = (shown.share - expected) * self.indicator.scale
        return f"{'-' if far < 0 else ''}{rounded(abs(far), max(1, self.indicator.decimals))}"

    def apart(self, row: Figure, share: float | None, within: Limits) -> str:
        """How far a group is from all children, and how far chance alone would carry it."""
        expected, scale = measured(self.nation(row.period)) or 0, self.indicator.scale
        far = ((share or 0) - expected) * scale
        chance = max(within.high_95 - expected, expected - within.low_95) * scale
        return apart_words(far, chance, self.indicator)

    def name_of(self, row: Figure) -> str:
        if row.group:
            return in_words(self.release.groups[row.group])
        return in_words(self.release.nation) if row.level == "nation" else row.name

    def _value(self, row: Figure, share: float | None) -> tuple[str, str]:
        """The value as printed, or worked out where more decimals were; else why there is none."""
        if row.value.code is not None:
            return "", in_words(self.release.codes[row.value.code])
        if row.group and (reason := _too_small(row, self.kind)):
            return "", reason
        if self.release.percent_printed_as == "percent":
            return row.value.printed, ""
        return rounded((share or 0) * self.indicator.scale, self.indicator.decimals), ""

    def joined(self, level: str) -> bool:
        """Whether one period's figures may be joined with the next one's by a line."""
        broken = self.release.breaks.get(self.indicator.id)
        return broken is None or level not in broken.levels

    def why_not_joined(self, level: str) -> str:
        return "" if self.joined(level) else in_words(self.release.breaks[self.indicator.id].why)


def _count(cell: Cell) -> str:
    return number(cell.printed) if cell.number is not None else ""


def _too_small(row: Figure, kind: str) -> str:
    least = shown_from()
    children, events = row.denominator.count or 0, row.numerator.count or 0
    if kind == "share" and children < least["least_children"]:
        return _("withheld: fewer than %(n)s children") % {"n": least["least_children"]}
    if kind == "rate" and events < least["least_events"]:
        return _("withheld: fewer than %(n)s events") % {"n": least["least_events"]}
    return ""


def _is_everybody(row: Figure) -> bool:
    return row.level == "nation" and row.dimension == "all"
