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
from basehaven.apps.policy.words import in_words, period_short, unit_words
from basehaven.core.areas.funnel import Position

WIDE, NARROW = "plot--wide", "plot--narrow"


def trend_picture(lines: Sequence[tuple[str, Series, list[Shown]]], key: str) -> SafeString:
    """One or two lines; the nation's aim is dashed where the indicator has one."""
    first = lines[0][1]
    drawn_lines = [
        Line(
            name,
            [
                (
                    period_short(series.system, shown.figure.period),
                    None if shown.share is None else shown.share * series.indicator.scale,
                    shown.value,
                )
                for shown in over_time
            ],
            series.joined(over_time[0].figure.level),
        )
        for name, series, over_time in lines
    ]
    aim = first.indicator.national.value if first.indicator.national else None
    told = "; ".join(f"{shown.figure.period}: {shown.value or shown.note}" for shown in lines[0][2])
    title = _("%(indicator)s over time") % {"indicator": in_words(first.indicator.label)}
    pictures = [
        drawn(trend, drawn_lines, _axis(first), aim, width, key=f"{key}-{css}",
              title=title, told=told, css=css)
        for width, css in ((440, WIDE), (250, NARROW))
    ]  # fmt: skip
    return mark_safe("".join(pictures))  # noqa: S308 - our own drawings


def _axis(series: Series) -> str:
    return unit_words(series.indicator)


def tiles_picture(series: Series, regions: list[Shown], key: str) -> SafeString:
    """Regions where they lie; which are far from the nation's figure is told in the table."""
    places = series.release.places
    grid = [
        Tile(place.short, place.column, place.row, shown.value, shown.place)
        for shown in regions
        if (place := places.get(shown.figure.area))
    ]
    outside = sum(tile.place not in (None, Position.WITHIN) for tile in grid)
    told = _("%(n)s of %(all)s differ more than chance would give. The table names them.") % {
        "n": outside,
        "all": sum(tile.place is not None for tile in grid),
    }
    title = _("%(indicator)s by region") % {"indicator": in_words(series.indicator.label)}
    wide, narrow = (48, 30) if max(tile.column for tile in grid) > 5 else (84, 72)
    pictures = [
        drawn(tiles, grid, size, key=f"{key}-{css}", title=title, told=told, css=css)
        for size, css in ((wide, WIDE), (narrow, NARROW))
    ]
    return mark_safe("".join(pictures))  # noqa: S308 - our own drawings


def funnel_picture(series: Series, areas: list[Shown], period: str, key: str) -> SafeString:
    """Areas by size, and where chance alone would leave them."""
    short = {code: place.short for code, place in series.release.places.items()}
    dots = [
        Dot(
            name=short.get(one.figure.area, one.name),
            size=float(one.figure.denominator.count or 1),
            share=one.share,
            place=one.place,
        )
        for one in areas
        if one.share is not None and one.place is not None
    ]
    axes = Axes(
        size=_("children") if series.kind == "share" else _("days in care"),
        value=_axis(series),
        expected=measured(series.nation(period)) or 0,
        kind=series.kind,
        scale=series.indicator.scale,
    )
    title = _("%(indicator)s: areas by their size") % {
        "indicator": in_words(series.indicator.label)
    }
    told = funnel_words(areas)
    pictures = [
        drawn(funnel, dots, axes, width, height, key=f"{key}-{css}", title=title,
              told=told, css=css)
        for width, height, css in ((640, 380, WIDE), (270, 300, NARROW))
    ]  # fmt: skip
    return mark_safe("".join(pictures))  # noqa: S308 - our own drawings


def funnel_words(areas: list[Shown]) -> str:
    """How many lie outside, and how many would by chance alone."""
    placed = [one.place for one in areas if one.place is not None]
    outside = sum(place is not Position.WITHIN for place in placed)
    return _(
        "%(n)s of %(all)s areas lie outside the inner band; by chance alone about %(chance)s would."
    ) % {"n": outside, "all": len(placed), "chance": round(0.05 * len(placed))}


def many_outside(areas: list[Shown]) -> bool:
    """Whether so many lie outside that something else than chance tells areas apart."""
    placed = [one.place for one in areas if one.place is not None]
    outside = sum(place is not Position.WITHIN for place in placed)
    return bool(placed) and outside > 0.2 * len(placed)


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
        for width, css in ((380, WIDE), (150, NARROW))
    ]  # fmt: skip
    return mark_safe("".join(pictures))  # noqa: S308 - our own drawings
