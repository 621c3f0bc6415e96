"""Pictures of an agency's own figures: only what is shown is drawn, and each has its table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from basehaven.apps.policy.charts.render import drawn_twice
from basehaven.apps.policy.charts.trend import Line, trend
from basehaven.apps.policy.figures import Shown
from basehaven.apps.policy.own.words import by_words
from basehaven.apps.policy.pictures import groups_drawn
from basehaven.apps.policy.words import period_days

if TYPE_CHECKING:
    from basehaven.apps.policy.own.figures import OwnShown
    from basehaven.apps.policy.own.page import OwnPage

Point = tuple[str, float | None, str]


def trend_of(page: OwnPage, published: list[Shown]) -> SafeString:
    """One's own figures, and the nation's beside them where it publishes the same indicator."""
    scale, ends = page.indicator.scale, {}
    mine: dict[str, Point] = {}
    for one, shown in page.over_time:
        ends[one.short] = one.first_and_last[1]
        share = shown.share if shown is not None else None
        said = shown.value if shown is not None else ""
        mine[one.short] = (one.short, None if share is None else share * scale, said)
    theirs: dict[str, Point] = {}
    for row in published:
        last = period_days(page.system, row.figure.period)[1]
        short = next((name for name, end in ends.items() if end == last), _short(last))
        ends[short] = last
        theirs[short] = (short, None if row.share is None else row.share * scale, row.value)
    order = sorted(ends, key=lambda name: ends[name])
    nothing: dict[str, Point] = {name: (name, None, "") for name in order}
    lines = [Line("", list((nothing | mine).values()), _same_settings(page))]
    if theirs and page.published is not None:
        joined = page.published[0].joined("nation")
        lines.append(Line("", list((nothing | theirs).values()), joined))
    told = "; ".join(f"{p.words}: {s.value or s.note}" for p, s in page.over_time if s is not None)
    title = _("%(indicator)s over time") % {"indicator": page.label}
    return drawn_twice(
        trend, lines, page.unit, None,
        wide=(440,), narrow=(250,), key="own-trend", title=title, told=told,
    )  # fmt: skip


def _short(last: date) -> str:
    return str(date_format(last, _("M Y")))


def _same_settings(page: OwnPage) -> bool:
    """Figures by other rules are not joined."""
    return all(one.settings == page.known[0].settings for one in page.known)


def groups_of(page: OwnPage, by: str, rows: list[OwnShown]) -> SafeString:
    """One breakdown, beside all children of the agency."""
    everybody = page.everybody.share if page.everybody else None
    title, key = f"{page.label}: {by_words(by)}", f"own-{by}"
    return groups_drawn(
        rows, everybody, page.indicator.scale, page.unit, title=title, key=key, narrow=150
    )
