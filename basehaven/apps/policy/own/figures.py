"""An agency's own published figures, made ready for pages: what is hidden stays hidden.

Nothing here knows of more than was published: figures come from stored releases alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from basehaven.apps.accounts.models import Agency
from basehaven.apps.policy.figures import Told
from basehaven.apps.policy.models import PublishedRelease
from basehaven.apps.policy.own.words import name_of, why_words
from basehaven.apps.policy.queries import core_release, releases_of
from basehaven.apps.policy.words import number, rounded, with_unit
from basehaven.core.disclosure import Figure, Rules
from basehaven.core.indicators.bands import BANDS
from basehaven.core.indicators.window import window_of
from basehaven.knowledge.indicator import Indicator
from basehaven.knowledge.indicators import all_indicators

Withheld = Mapping[str, Any]
AGES = [band.name for band in BANDS]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnShown(Told):
    """One of the agency's own; what is hidden says so and is never 0."""

    figure: Figure
    by: str

    @property
    def proper(self) -> bool:
        """Whether its name is the record's own, which no language changes."""
        return self.by in ("region", "group") and bool(self.figure.at)


@dataclass(frozen=True, slots=True)
class OnePeriod:
    """An indicator in one period, as last published: its figures, or why there are none."""

    period: str
    release: PublishedRelease
    figures: Mapping[tuple[tuple[str, str], ...], Figure]
    withheld: Sequence[Withheld]
    settings: Mapping[str, Any]
    rules: Rules

    @property
    def why_none(self) -> str:
        """Why the whole indicator is withheld; empty when it is not."""
        return next((why_words(row) for row in self.withheld if not row["by"]), "")

    def why_left_out(self, by: str) -> str:
        return next((why_words(row) for row in self.withheld if by in row["by"]), "")

    @property
    def first_and_last(self) -> tuple[date, date]:
        window = window_of(self.period)
        return window.start, window.end

    @property
    def words(self) -> str:
        shape = _("F Y")
        first, last = self.first_and_last
        return _("%(first)s to %(last)s") % {
            "first": date_format(first, shape),
            "last": date_format(last, shape),
        }

    @property
    def short(self) -> str:
        return str(date_format(self.first_and_last[1], _("M Y")))

    def shown(self, indicator: Indicator, by: str = "") -> list[OwnShown]:
        """Everybody, or the rows of one breakdown in their order."""
        rows = [one for at, one in self.figures.items() if tuple(d for d, _v in at) == of(by)]
        return [self.show(indicator, one, by) for one in sorted(rows, key=_order)]

    def show(self, indicator: Indicator, figure: Figure, by: str) -> OwnShown:
        plain = ""
        if figure.value is not None:
            plain = rounded(float(figure.value * indicator.scale), indicator.decimals)
        return OwnShown(
            figure=figure,
            by=by,
            name=name_of(by, figure.at[0][1]) if figure.at else _("all children"),
            numerator=_count(figure.numerator),
            denominator=_count(figure.denominator),
            value=with_unit(plain, indicator) if plain else "",
            plain=plain,
            share=float(figure.value) if figure.value is not None else None,
            note="" if plain else self._note(figure),
        )

    def _note(self, figure: Figure) -> str:
        if figure.numerator is None or figure.denominator is None:
            return _("hidden, so that no child can be found")
        if figure.denominator == 0:
            return _("nobody to count")
        return _("withheld: taken of fewer than %(n)s") % {"n": self.rules.least_base}


def of(by: str) -> tuple[str, ...]:
    return (by,) if by else ()


def _order(figure: Figure) -> tuple[int, str]:
    """Ages by age, everything else by name, never by value."""
    value = figure.at[0][1] if figure.at else ""
    return (AGES.index(value) if value in AGES else len(AGES), value)


def _count(count: int | None) -> str:
    return _("hidden") if count is None else number(count)


class Own:
    """Every release of one agency, read once for a page."""

    def __init__(self, agency: Agency) -> None:
        self.agency = agency
        self.releases = list(releases_of(agency))

    @property
    def newest(self) -> PublishedRelease | None:
        return self.releases[-1] if self.releases else None

    @cached_property
    def _periods(self) -> dict[str, dict[str, OnePeriod]]:
        """Indicator -> period -> as last published. A correction takes the place of the first."""
        found: dict[str, dict[str, OnePeriod]] = {}
        for row in self.releases:
            says, by_id = row.says, _by_indicator(core_release(row).figures.values())
            rules = Rules(**{key: v for key, v in says["rules"].items() if key != "name"})
            withheld = _withheld(says["withheld"])
            for key in by_id.keys() | withheld.keys():
                indicator, period = key
                found.setdefault(indicator, {})[period] = OnePeriod(
                    period, row, by_id.get(key, {}), withheld.get(key, ()),
                    says["settings"].get(indicator, {}), rules,
                )  # fmt: skip
        return found

    def periods(self, indicator: str) -> list[OnePeriod]:
        """Oldest first, those without a figure among them."""
        return [one for _, one in sorted(self._periods.get(indicator, {}).items())]

    @property
    def indicators(self) -> list[Indicator]:
        """Those of which something was published, if only why not."""
        return [one for id_, one in all_indicators().items() if id_ in self._periods]


def _by_indicator(
    figures: Iterable[Figure],
) -> dict[tuple[str, str], dict[tuple[tuple[str, str], ...], Figure]]:
    found: dict[tuple[str, str], dict[tuple[tuple[str, str], ...], Figure]] = {}
    for one in figures:
        found.setdefault((one.indicator, one.period), {})[one.at] = one
    return found


def _withheld(rows: Sequence[Withheld]) -> dict[tuple[str, str], list[Withheld]]:
    found: dict[tuple[str, str], list[Withheld]] = {}
    for row in rows:
        found.setdefault((row["indicator"], row["period"]), []).append(row)
    return found
