"""What changed, for whom, and how sure: every published indicator in a few sentences."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from basehaven.apps.policy.cautions import own_cautions, said_of_all
from basehaven.apps.policy.figures import Shown
from basehaven.apps.policy.indicator_page import IndicatorPage, published_indicators
from basehaven.apps.policy.words import in_words, period_words, unit_beside
from basehaven.knowledge.indicator import Indicator
from basehaven.knowledge.published import SYSTEMS, Figure, places, release

YOUNG = ("0 - 3 mos", "4 - 11 mos", "1 - 5 yrs")
PICTURE = 240  # pixels across for the trend beside the words


@dataclass(frozen=True, slots=True)
class Told:
    """One indicator, told: now, what changed, for whom, how sure."""

    page: IndicatorPage
    cautions: list[str]

    @property
    def unit(self) -> str:
        return unit_beside(self.page.indicator)

    @property
    def trend(self) -> SafeString | None:
        return self.page.trend_drawn(f"trend-{self.page.system}-{self.page.slug}", PICTURE)

    @property
    def changed(self) -> str:
        over_time = [one for one in self.page.over_time if one.value]
        if len(over_time) < 2:
            return _("One year was published so far.")
        if self.page.not_joined:
            return _("Not to be said: the periods cannot be compared.")
        first, last = over_time[0], over_time[-1]
        since = period_words(self.page.system, first.figure.period)
        if first.value == last.value:
            return _("The same as in %(since)s.") % {"since": since}
        words = {"since": since, "then": first.value, "now": last.value}
        if (first.share or 0) < (last.share or 0):
            said = _("Up from %(then)s in %(since)s to %(now)s.") % words
        else:
            said = _("Down from %(then)s in %(since)s to %(now)s.") % words
        return f"{said} {self.others_counted}".strip()

    @property
    def others_counted(self) -> str:
        """Whether other regions stand behind the two figures."""
        counted = self.page.counted_areas
        (_one, _when, then, _all), (_last, _now, now, _every) = counted[0], counted[-1]
        if then == now:
            return ""
        return _("Not of the same regions: %(then)s had a figure then, %(now)s now.") % {
            "then": then,
            "now": now,
        }

    @property
    def young(self) -> list[Shown]:
        """The youngest, whom this record is about."""
        rows = self.page.series.groups(self.page.period, "age")
        return [row for row in rows if row.figure.group in YOUNG]

    @property
    def sure(self) -> str:
        """The first thing to doubt about it."""
        own = [self.page.not_joined, *self.cautions, *self.page.doubts]
        return next(said for said in own if said)


@dataclass(frozen=True, slots=True)
class Country:
    """One system: its indicators told, and one picture."""

    system: str
    told: list[Told]

    @property
    def label(self) -> str:
        return in_words(release(self.system).label)

    @property
    def publisher(self) -> str:
        return in_words(release(self.system).publisher)

    @property
    def has_ages(self) -> bool:
        return any(one.young for one in self.told)

    @property
    def said_of_all(self) -> list[str]:
        return said_of_all(published_indicators(self.system))

    @property
    def areas(self) -> list[tuple[str, list[Figure]]]:
        """Every area that has a page, by name; where areas lie in regions, under their region."""
        rows = sorted(places(self.system).values(), key=lambda row: row.name)
        regions = [row for row in rows if row.level == "region"]
        local = [row for row in rows if row.level == "area"]
        if not local:
            return [("", regions)]
        return [
            (region.name, [region, *(row for row in local if row.region == region.area)])
            for region in regions
        ]


def countries() -> list[Country]:
    return [Country(system, _told(published_indicators(system))) for system in SYSTEMS]


def _told(indicators: list[Indicator]) -> list[Told]:
    shared = said_of_all(indicators)
    return [Told(IndicatorPage(one), own_cautions(one, shared)) for one in indicators]
