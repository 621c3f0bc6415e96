"""What the pages of an agency's own figures hold; page, file and dictionary read this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from basehaven.apps.accounts.models import Agency
from basehaven.apps.policy.access import agency_of_reader
from basehaven.apps.policy.described import Described
from basehaven.apps.policy.figures import Series, Shown
from basehaven.apps.policy.models import PublishedRelease
from basehaven.apps.policy.own import pictures
from basehaven.apps.policy.own.figures import OnePeriod, Own, OwnShown
from basehaven.apps.policy.own.words import by_words, own_unit, set_words, setting_words
from basehaven.apps.policy.queries import releases_of
from basehaven.apps.policy.words import in_words, period_words
from basehaven.core.indicators.bands import BANDS
from basehaven.knowledge.indicator import Indicator
from basehaven.knowledge.indicators import all_indicators, settings_of
from basehaven.knowledge.published import figures_of
from basehaven.knowledge.releases import published_tables, release_list

WHAT_IF = "what_if"
YOUNG = {band.name for band in BANDS[:3]}  # whom this record is about: under six


def find_own(own: Own, system: str, name: str, period: str = "") -> OwnPage | None:
    """One of the agency's indicators, or None where nothing was published of it."""
    indicator = all_indicators().get(f"{system}.{name}")
    if indicator is None or not own.periods(indicator.id):
        return None
    return OwnPage(own, indicator, period)


def own_page_of(request: HttpRequest, system: str, indicator: str) -> OwnPage:
    """The page that an address names, of the reader's own agency.

    Raises:
        Http404: nothing was published of it.
    """
    own = Own(agency_of_reader(request))
    page = find_own(own, system, indicator, request.GET.get("period", ""))
    if page is None:
        raise Http404
    return page


@dataclass(frozen=True, slots=True)
class Part:
    """One breakdown: its rows, a picture if there is anything to draw, or why it is left out."""

    key: str
    title: str
    rows: list[OwnShown]
    picture: SafeString | None
    left_out: str


class OwnPage(Described):
    """One indicator of the agency, in one period."""

    def __init__(self, own: Own, indicator: Indicator, period: str = "") -> None:
        self.own, self.indicator = own, indicator
        self.known = own.periods(indicator.id)
        self.here = next((one for one in self.known if one.period == period), self.known[-1])

    # Figures

    @property
    def system(self) -> str:
        return self.indicator.set

    @cached_property
    def everybody(self) -> OwnShown | None:
        """None where the indicator is withheld whole."""
        return _everybody(self.here, self.indicator)

    @property
    def why_not(self) -> str:
        """Why nothing can be told of everybody; a what-if tells counts without a percentage."""
        everybody = self.everybody
        if everybody is None:
            return self.here.why_none
        counts = everybody.figure.numerator, everybody.figure.denominator
        if self.system == WHAT_IF and None not in counts:
            return ""
        return everybody.note

    @cached_property
    def over_time(self) -> list[tuple[OnePeriod, OwnShown | None]]:
        return [(one, _everybody(one, self.indicator)) for one in self.known]

    @property
    def changed(self) -> str:
        """Beside the period before, in words; nothing where one of the two is not told."""
        at = self.known.index(self.here)
        if at == 0:
            return _("One period was published so far.")
        before, then = self.over_time[at - 1]
        now = self.everybody
        if then is None or now is None or not then.value or not now.value:
            return _("Not to be said: one of the two figures is hidden or withheld.")
        if before.settings != self.here.settings:
            return _("Not to be said: the settings are not the same.")
        words = {"since": before.words, "then": then.value, "now": now.value}
        if then.value == now.value:
            return _("The same as in %(since)s.") % words
        if _rounding_alone(before, then, self.here, now):
            return (
                _(
                    "From %(then)s in %(since)s to %(now)s: no more than the rounding of counts "
                    "may do."
                )
                % words
            )
        if (then.share or 0) < (now.share or 0):
            return _("Up from %(then)s in %(since)s to %(now)s.") % words
        return _("Down from %(then)s in %(since)s to %(now)s.") % words

    @property
    def young(self) -> list[OwnShown]:
        rows = self.here.shown(self.indicator, "age_band")
        return [row for row in rows if row.figure.at[0][1] in YOUNG]

    @cached_property
    def parts(self) -> list[Part]:
        found = []
        for by in published_tables()[self.indicator.id].by:
            left_out = self.here.why_left_out(by)
            rows = [] if left_out else self.here.shown(self.indicator, by)
            if rows or left_out:
                found.append(Part(by, by_words(by), rows, self._picture(by, rows), left_out))
        return found

    def _picture(self, by: str, rows: list[OwnShown]) -> SafeString | None:
        """Nothing to compare, nothing to draw."""
        shares = [row.share for row in rows if row.share is not None]
        compared = self.everybody is not None and self.everybody.share is not None
        return pictures.groups_of(self, by, rows) if compared and len(shares) > 1 else None

    @cached_property
    def trend(self) -> SafeString | None:
        lines = self.published[1] if self.published else []
        told = sum(one is not None and one.share is not None for _p, one in self.over_time)
        return pictures.trend_of(self, lines) if told + len(lines) > 1 and told else None

    @cached_property
    def published(self) -> tuple[Series, list[Shown]] | None:
        """The same indicator as the nation's publisher has it, oldest first."""
        if not figures_of(self.indicator.id):
            return None
        series = Series(self.indicator)
        return series, series.over_time(series.nation(series.periods[-1]).area)

    @property
    def published_rows(self) -> list[tuple[str, Shown]]:
        if self.published is None:
            return []
        series, rows = self.published
        return [(period_words(series.system, one.figure.period), one) for one in rows]

    # Words beside the figure

    @property
    def unit(self) -> str:
        return own_unit(self.indicator)

    @property
    def unit_beside(self) -> str:
        """The unit beside a value; a percentage carries its sign already."""
        return "" if self.indicator.unit == "percent" else self.unit

    @property
    def set_label(self) -> str:
        return set_words(self.indicator.set)

    @property
    def doubts(self) -> list[str]:
        return [in_words(one) for one in (*self.indicator.doubts, *release_list().doubts)]

    @property
    def because(self) -> str:
        """Why it is published by these groups and for this period."""
        return in_words(published_tables()[self.indicator.id].because)

    @property
    def settings(self) -> list[tuple[str, str, str]]:
        """Rules that it was computed by: what each means, what was chosen, its doubt."""
        known = settings_of(self.indicator.id)
        return [
            (in_words(known[name].means), setting_words(value), in_words(known[name].doubt))
            for name, value in self.here.settings.items()
            if name in known
        ]


def _rounding_alone(before: OnePeriod, then: OwnShown, here: OnePeriod, now: OwnShown) -> bool:
    """Whether both could be of counts that did not change in their proportion."""
    low, high = then.figure.between(before.rules.rounding)
    least, most = now.figure.between(here.rules.rounding)
    return low <= most and least <= high


def _everybody(one: OnePeriod, indicator: Indicator) -> OwnShown | None:
    rows = [] if one.why_none else one.shown(indicator)
    return rows[0] if rows else None


@dataclass(frozen=True, slots=True)
class OwnSet:
    """Indicators about the same thing: those with a figure, and those without."""

    name: str
    told: Sequence[OwnPage]
    untold: Sequence[OwnPage]

    @property
    def label(self) -> str:
        return set_words(self.name)


def own_sets(own: Own) -> list[OwnSet]:
    """Everything published, ours first: what no national figure tells."""
    pages = [OwnPage(own, one) for one in own.indicators]
    names = ("relationships", "families", "moves", "nscaw", "cfsr", "england", "what_if")
    found, rest = [], []
    for name in names:
        mine = [page for page in pages if page.system == name]
        told = [page for page in mine if not page.why_not]
        untold = [page for page in mine if page.why_not]
        if told or (mine and name == WHAT_IF):
            found.append(OwnSet(name, told, untold))
        else:
            rest += untold
    return [*found, OwnSet("rest", [], rest)] if rest else found


@dataclass(frozen=True, slots=True)
class Beside:
    """What of the reader's own agency stands beside published figures, if anything."""

    newest: PublishedRelease | None = None
    page: OwnPage | None = None


def beside(agency: Agency | None, indicator: Indicator | None = None) -> Beside:
    """The newest release, and its page of the same indicator."""
    if agency is None:
        return Beside()
    if indicator is None:  # its name and day: what is in it stays where it is
        return Beside(releases_of(agency).defer("text", "about").last())
    own = Own(agency)
    return Beside(own.newest, OwnPage(own, indicator) if own.periods(indicator.id) else None)
