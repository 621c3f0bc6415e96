"""Pictures of an agency's own figures: only what is shown is drawn, and each has its table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from basehaven.apps.policy.charts.groups import groups
from basehaven.apps.policy.charts.render import drawn
from basehaven.apps.policy.charts.trend import Line, trend
from basehaven.apps.policy.figures import Shown
from basehaven.apps.policy.own_words import by_words
from basehaven.apps.policy.pictures import NARROW, WIDE
from basehaven.apps.policy.words import period_days

if TYPE_CHECKING:
    from basehaven.apps.policy.own import OwnShown
    from basehaven.apps.policy.own_page import OwnPage

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
    pictures = [
        drawn(trend, lines, page.unit, None, width, key=f"own-trend-{css}", title=title,
              told=told, css=css)
        for width, css in ((440, WIDE), (250, NARROW))
    ]  # fmt: skip
    return mark_safe("".join(pictures))  # noqa: S308 - our own drawings


def _short(last: date) -> str:
    return str(date_format(last, _("M Y")))


def _same_settings(page: OwnPage) -> bool:
    """Figures by other rules are not joined."""
    return all(one.settings == page.known[0].settings for one in page.known)


def groups_of(page: OwnPage, by: str, rows: list[OwnShown]) -> SafeString:
    """Those with a figure beside everybody's; hidden ones are in the table alone."""
    scale = page.indicator.scale
    data = [(row.name, row.share * scale, row.value) for row in rows if row.share is not None]
    everybody = (page.everybody.share if page.everybody else None) or 0
    told = "; ".join(f"{row.name}: {row.value or row.note}" for row in rows)
    pictures = [
        drawn(groups, data, everybody * scale, page.unit, width, key=f"own-{by}-{css}",
              title=f"{page.label}: {by_words(by)}", told=told, css=css)
        for width, css in ((380, WIDE), (150, NARROW))
    ]  # fmt: skip
    return mark_safe("".join(pictures))  # noqa: S308 - our own drawings
