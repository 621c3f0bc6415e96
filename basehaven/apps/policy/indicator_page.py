"""What the page of one indicator holds; the page, its file and its dictionary read this."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from basehaven.apps.policy import pictures
from basehaven.apps.policy.described import Described
from basehaven.apps.policy.elsewhere import Elsewhere, done_elsewhere
from basehaven.apps.policy.figures import Series, Shown
from basehaven.apps.policy.standing import Standing
from basehaven.apps.policy.words import (
    in_words,
    period_brief,
    period_short,
    period_words,
    with_unit,
)
from basehaven.knowledge.indicator import Indicator
from basehaven.knowledge.indicators import all_indicators, settings_of
from basehaven.knowledge.published import SYSTEMS, figures_of


def published_indicators(system: str) -> list[Indicator]:
    """Those of a system that have published figures."""
    return [one for one in all_indicators().values() if one.set == system and figures_of(one.id)]


def find_indicator(system: str, name: str) -> Indicator | None:
    found = all_indicators().get(f"{system}.{name}") if system in SYSTEMS else None
    return found if found and figures_of(found.id) else None


def aim_of(indicator: Indicator) -> tuple[str, str] | None:
    """The nation's aim and what it means, where the indicator has one."""
    national = indicator.national
    if national is None:
        return None
    said = with_unit(f"{national.value:.{indicator.decimals}f}", indicator)
    return said, in_words(national.means)


@dataclass(frozen=True, slots=True)
class Part:
    """Age bands, or groups: a heading, a picture, and the rows that say the same."""

    key: str
    title: str
    picture: SafeString
    rows: list[Shown]


class IndicatorPage(Described):
    """One indicator in one period: its trend, regions, areas, ages and groups."""

    def __init__(self, indicator: Indicator, period: str = "") -> None:
        self.indicator = indicator
        self.series = Series(indicator)
        self.system = self.series.system
        self.release = self.series.release
        known = self.series.periods
        self.period = period if period in known else known[-1]

    @cached_property
    def periods(self) -> list[tuple[str, str, bool]]:
        return [
            (code, period_short(self.system, code), code == self.period)
            for code in self.series.periods
        ]

    @property
    def when(self) -> str:
        return period_words(self.system, self.period)

    @cached_property
    def everybody(self) -> Shown:
        return self.over_time[self.series.periods.index(self.period)]

    @cached_property
    def over_time(self) -> list[Shown]:
        return self.series.over_time(self.series.nation(self.period).area)

    @cached_property
    def counted_areas(self) -> list[tuple[Shown, str, int, int]]:
        """The nation's figures with their period, and how many regions have one in it."""
        rows = []
        for shown in self.over_time:
            period = shown.figure.period
            regions = self.series.regions(period)
            have = sum(bool(one.value) for one in regions)
            rows.append((shown, period_brief(self.system, period), have, len(regions)))
        return rows

    @cached_property
    def over_two_years(self) -> list[Shown]:
        """The same over two years, where that is published too."""
        if not figures_of(self.indicator.id, "years_back=2"):
            return []
        series = Series(self.indicator, variant="years_back=2")
        return series.over_time(series.nation(self.period).area)

    @property
    def two_years_rows(self) -> list[tuple[Shown, str]]:
        """The same with their periods, for the table."""
        return [(one, period_brief(self.system, one.figure.period)) for one in self.over_two_years]

    @cached_property
    def trend(self) -> SafeString | None:
        return self.trend_drawn("trend", pictures.ASIDE)

    def trend_drawn(self, key: str, wide: int) -> SafeString | None:
        """The nation over time, or nothing where there is one period alone."""
        if len(self.over_time) < 2:
            return None
        if not self.over_two_years:
            return pictures.trend_picture([("", self.series, self.over_time)], key, wide)
        lines = [
            (_("within a year"), self.series, self.over_time),
            (_("within two years"), self.series, self.over_two_years),
        ]
        return pictures.trend_picture(lines, key, wide)

    @property
    def not_joined(self) -> str:
        return self.series.why_not_joined("nation")

    @cached_property
    def regions(self) -> list[Shown]:
        return self.series.areas(self.period, "region")

    @cached_property
    def areas(self) -> list[Shown]:
        return self.series.areas(self.period, "area")

    @cached_property
    def compared(self) -> list[Shown]:
        """The smallest areas that there are: those which chance moves most."""
        return self.areas or self.regions

    @cached_property
    def standing(self) -> Standing:
        """How many differ by more than chance, and which are unusual even so."""
        return Standing(self.series, self.compared, self.period)

    @cached_property
    def without(self) -> list[Shown]:
        return [one for one in self.compared if not one.value]

    @cached_property
    def tiles(self) -> SafeString:
        return pictures.tiles_picture(self.series, self.period, "tiles")

    @cached_property
    def funnel(self) -> SafeString:
        return pictures.funnel_picture(self.series, self.compared, self.period, "funnel")

    @cached_property
    def parts(self) -> list[Part]:
        wanted = (("age", _("By age")), ("race", _("By race and ethnicity")))
        return [
            Part(key, title, self._picture(rows, title, key), rows)
            for key, title in wanted
            if (rows := self.series.groups(self.period, key))
        ]

    def _picture(self, rows: list[Shown], title: str, key: str) -> SafeString:
        return pictures.groups_picture(self.series, rows, self.everybody, title, key)

    @cached_property
    def elsewhere(self) -> list[Elsewhere]:
        return done_elsewhere([self.indicator.id])

    # Words beside the figure

    @property
    def doubts(self) -> list[str]:
        return [in_words(one) for one in (*self.indicator.doubts, *self.release.doubts)]

    @property
    def settings(self) -> list[tuple[str, str]]:
        """Rules that could have gone otherwise: what each means, and its doubt."""
        return [
            (in_words(one.means), in_words(one.doubt))
            for one in settings_of(self.indicator.id).values()
        ]

    @property
    def aim(self) -> tuple[str, str] | None:
        return aim_of(self.indicator)

    @property
    def source(self) -> dict[str, str]:
        entry = self.release
        return {
            "publisher": in_words(entry.publisher),
            "label": in_words(entry.label),
            "licence": entry.licence.name,
            "href": entry.licence.href,
            "attribution": entry.licence.attribution,
            "rounding": in_words(entry.rounding),
        }
