"""The pictures of the policy pages, each drawn wide and narrow; style sheets show one."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from basehaven.apps.policy.charts.funnel import Axes, Dot, funnel
from basehaven.apps.policy.charts.groups import groups
from basehaven.apps.policy.charts.render import drawn
from basehaven.apps.policy.charts.tiles import Tile, tiles
from basehaven.apps.policy.charts.trend import Line, trend
from basehaven.apps.policy.figures import Series, Shown, measured
from basehaven.apps.policy.standing import Standing
from basehaven.apps.policy.words import in_words, period_short, period_words, unit_words
from basehaven.knowledge.published import widens

WIDE, NARROW = "plot--wide", "plot--narrow"
ASIDE, CARD = 340, 240  # pixels across for a column beside the page, and for a card among others


def trend_picture(
    lines: Sequence[tuple[str, Series, list[Shown]]], key: str, wide: int = ASIDE
) -> SafeString:
    """One or two lines; the nation's aim is dashed where the indicator has one."""
    first = lines[0][1]
    aim = first.indicator.national.value if first.indicator.national else None
    told = " ".join(_trend_words(name, series, over_time) for name, series, over_time in lines)
    title = _("%(indicator)s over time") % {"indicator": in_words(first.indicator.label)}
    drawn_lines = [trend_line(*line) for line in lines]
    pictures = [
        drawn(trend, drawn_lines, _axis(first), aim, width, key=f"{key}-{css}",
              title=title, told=told, css=css)
        for width, css in ((wide, WIDE), (CARD, NARROW))
    ]  # fmt: skip
    return mark_safe("".join(pictures))  # noqa: S308 - our own drawings


def trend_line(name: str, series: Series, over_time: Sequence[Shown]) -> Line:
    """What is drawn of one series; joined only where its rules stayed the same."""
    scale = series.indicator.scale
    return Line(
        name,
        [
            (
                period_short(series.system, shown.figure.period),
                None if shown.share is None else shown.share * scale,
                shown.value,
            )
            for shown in over_time
        ],
        series.joined(over_time[0].figure.level),
    )


def _trend_words(name: str, series: Series, over_time: Sequence[Shown]) -> str:
    said = "; ".join(
        f"{period_words(series.system, shown.figure.period)}: {shown.value or shown.note}"
        for shown in over_time
    )
    said = f"{name}: {said}." if name else f"{said}."
    if series.joined(over_time[0].figure.level):
        return said
    return said + " " + _("The points are not joined: the periods cannot be compared.")


def _axis(series: Series) -> str:
    return unit_words(series.indicator)


def tiles_picture(series: Series, period: str, key: str) -> SafeString:
    """Regions where they lie; which are unusual is told in the table."""
    regions = series.regions(period)
    grid = []
    for shown in regions:
        place = series.release.places[shown.figure.area]
        grid.append(Tile(place.short, place.column, place.row, shown.value, shown.usual))
    told = Standing(series, regions, period).told + " " + _("The table names them.")
    title = _("%(indicator)s by region") % {"indicator": in_words(series.indicator.label)}
    wide, narrow = (60, 29) if max(tile.column for tile in grid) > 5 else (84, 72)
    pictures = [
        drawn(tiles, grid, size, key=f"{key}-{css}", title=title, told=told, css=css)
        for size, css in ((wide, WIDE), (narrow, NARROW))
    ]
    return mark_safe("".join(pictures))  # noqa: S308 - our own drawings


def funnel_picture(series: Series, areas: list[Shown], period: str, key: str) -> SafeString:
    """Areas by size, where chance alone would leave them, and where areas usually are."""
    short = {code: place.short for code, place in series.release.places.items()}
    dots = [
        Dot(
            name=short.get(one.figure.area, one.name),
            size=float(one.figure.denominator.count or 1),
            share=one.share,
            place=one.place,
            usual=one.usual,
        )
        for one in areas
        if one.share is not None and one.place is not None and one.usual is not None
    ]
    axes = Axes(
        size=_("children") if series.kind == "share" else _("days in care"),
        value=_axis(series),
        expected=measured(series.nation(period)) or 0,
        kind=series.kind,
        scale=series.indicator.scale,
        spread=series.spread(period, areas[0].figure.level),
        how=widens().how,
    )
    title = _("%(indicator)s: areas by their size") % {
        "indicator": in_words(series.indicator.label)
    }
    told = Standing(series, areas, period).told
    pictures = [
        drawn(funnel, dots, axes, width, height, key=f"{key}-{css}", title=title,
              told=told, css=css)
        for width, height, css in ((620, 380, WIDE), (250, 300, NARROW))
    ]  # fmt: skip
    return mark_safe("".join(pictures))  # noqa: S308 - our own drawings


def groups_picture(
    series: Series, rows: list[Shown], everybody: Shown, title: str, key: str
) -> SafeString:
    """Age bands or groups; those withheld are in the table alone."""
    scale = series.indicator.scale
    data = [(row.name, row.share * scale, row.value) for row in rows if row.share is not None]
    told = "; ".join(f"{row.name}: {row.value or row.note}" for row in rows)
    pictures = [
        drawn(groups, data, (everybody.share or 0) * scale, _axis(series), width,
              key=f"{key}-{css}", title=title, told=told, css=css)
        for width, css in ((380, WIDE), (140, NARROW))
    ]  # fmt: skip
    return mark_safe("".join(pictures))  # noqa: S308 - our own drawings
