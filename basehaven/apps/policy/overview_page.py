"""What changed, for whom, and how sure: every published indicator in a few sentences."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from basehaven.apps.policy.figures import Shown
from basehaven.apps.policy.indicator_page import IndicatorPage, published_indicators
from basehaven.apps.policy.words import in_words, period_words
from basehaven.knowledge.indicator import Indicator
from basehaven.knowledge.published import SYSTEMS, release

YOUNG = ("0 - 3 mos", "4 - 11 mos", "1 - 5 yrs")
FIRST = {"cfsr": "cfsr.p1", "england": "england.placements_3plus"}


@dataclass(frozen=True, slots=True)
class Told:
    """One indicator, told: now, what changed, for whom, how sure."""

    page: IndicatorPage

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
            return _("Up from %(then)s in %(since)s to %(now)s.") % words
        return _("Down from %(then)s in %(since)s to %(now)s.") % words

    @property
    def young(self) -> list[Shown]:
        """The youngest, whom this record is about."""
        rows = self.page.series.groups(self.page.period, "age")
        return [row for row in rows if row.figure.group in YOUNG]

    @property
    def sure(self) -> str:
        """The first thing to doubt about it."""
        return self.page.not_joined or self.page.cautions[0]


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
    def picture(self) -> tuple[str, SafeString | None]:
        """The trend of the indicator that speaks most plainly."""
        page = next(one.page for one in self.told if one.page.indicator.id == FIRST[self.system])
        return page.label, page.trend


def countries() -> list[Country]:
    return [Country(system, _told(published_indicators(system))) for system in SYSTEMS]


def _told(indicators: list[Indicator]) -> list[Told]:
    return [Told(IndicatorPage(one)) for one in indicators]
