"""What the page of one area holds: its figures beside the nation's and its region's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from basehaven.apps.policy import pictures
from basehaven.apps.policy.cautions import own_cautions, said_of_all
from basehaven.apps.policy.elsewhere import Elsewhere, done_elsewhere
from basehaven.apps.policy.figures import Series, Shown
from basehaven.apps.policy.indicator_page import aim_of, published_indicators
from basehaven.apps.policy.words import in_words, period_brief, period_words, unit_beside
from basehaven.knowledge.indicator import Indicator
from basehaven.knowledge.published import SYSTEMS, Figure, places, release

ON_ONE_PAGE = {  # what a legislator's page tells: people first, then homes
    "cfsr": ("cfsr.p5", "cfsr.p1", "cfsr.p4"),
    "england": (
        "england.placements_3plus",
        "england.same_carer_2y",
        "england.social_workers_3plus",
    ),
}


def find_area(system: str, code: str) -> Figure | None:
    """An area with figures; the nation has the overview."""
    found = places(system).get(code) if system in SYSTEMS else None
    return found if found and found.level != "nation" else None


@dataclass(frozen=True, slots=True)
class Beside:
    """One indicator: this area's latest figure, the nation's, its region's, and over time."""

    indicator: Indicator
    series: Series
    here: Shown
    nation: Shown
    region: Shown | None
    over_time: list[Shown]
    cautions: list[str]

    @property
    def label(self) -> str:
        return in_words(self.indicator.label)

    @property
    def slug(self) -> str:
        return self.indicator.id.partition(".")[2]

    @property
    def unit(self) -> str:
        return unit_beside(self.indicator)

    @property
    def when(self) -> str:
        return period_words(self.series.system, self.here.figure.period)

    @property
    def counts(self) -> list[tuple[Shown, str]]:
        """Each period in words."""
        system = self.series.system
        return [(one, period_brief(system, one.figure.period)) for one in self.over_time]

    @property
    def trend(self) -> SafeString | None:
        if sum(one.share is not None for one in self.over_time) < 2:
            return None
        key = f"trend-{self.slug}"
        return pictures.trend_picture([("", self.series, self.over_time)], key, pictures.CARD)

    @property
    def not_joined(self) -> str:
        return self.series.why_not_joined(self.here.figure.level)

    @property
    def aim(self) -> tuple[str, str] | None:
        return aim_of(self.indicator)


class AreaPage:
    """One area with all its published indicators."""

    def __init__(self, system: str, area: Figure) -> None:
        self.system = system
        self.area = area
        self.release = release(system)

    @property
    def region_name(self) -> str:
        """Of which region it is a part; empty for a region."""
        row = places(self.system).get(self.area.region)
        return row.name if row else ""

    @property
    def nation(self) -> str:
        return in_words(self.release.nation)

    @cached_property
    def indicators(self) -> list[Indicator]:
        return published_indicators(self.system)

    @property
    def said_of_all(self) -> list[str]:
        return said_of_all(self.indicators)

    @cached_property
    def elsewhere(self) -> list[Elsewhere]:
        """What concerns any of its figures."""
        return done_elsewhere(one.indicator.id for one in self.rows)

    @cached_property
    def rows(self) -> list[Beside]:
        found = [self.beside(one) for one in self.indicators]
        return [one for one in found if one is not None]

    @cached_property
    def three(self) -> list[Beside]:
        wanted = ON_ONE_PAGE[self.system]
        found = {one.indicator.id: one for one in self.rows}
        return [found[name] for name in wanted if name in found]

    def beside(self, indicator: Indicator) -> Beside | None:
        """The latest period, whether or not this area has a figure in it."""
        series = Series(indicator)
        over_time = series.over_time(self.area.area)
        if not over_time:
            return None
        period = series.periods[-1]
        here = series.one(self.area.area, period)
        nation = series.one(series.nation(period).area, period)
        if here is None or nation is None:
            return None
        region = series.one(self.area.region, period) if self.area.region else None
        cautions = own_cautions(indicator, self.said_of_all)
        return Beside(indicator, series, here, nation, region, over_time, cautions)
