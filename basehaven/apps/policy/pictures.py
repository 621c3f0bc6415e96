"""The pictures of the policy pages, each drawn wide and narrow; style sheets show one."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from basehaven.apps.policy.charts.funnel import Axes, Dot, funnel
from basehaven.apps.policy.charts.groups import groups
from basehaven.apps.policy.charts.render import drawn_twice
from basehaven.apps.policy.charts.tiles import Tile, tiles
from basehaven.apps.policy.charts.trend import Line, trend
from basehaven.apps.policy.figures import Series, Shown, Told, measured
from basehaven.apps.policy.standing import Standing
from basehaven.apps.policy.words import in_words, period_short, period_words, unit_words
from basehaven.knowledge.published import widens

ASIDE, CARD = 340, 240  # pixels across for a column beside the page, and for a card among others


def trend_picture(
    lines: Sequence[tuple[str, Series, list[Shown]]], key: str, wide: int = ASIDE
) -> SafeString:
    """One or two lines; the nation's aim is dashed where the indicator has one."""
    first = lines[0][1]
    aim = first.indicator.national.value if first.indicator.national else None
    told = " ".join(_trend_words(name, series, over_time) for name, series, over_time in lines)
    title = _("%(indicator)s over time") % {"indicator": in_words(first.indicator.label)}
    return drawn_twice(
        trend, [trend_line(*line) for line in lines], _axis(first), aim,
        wide=(wide,), narrow=(CARD,), key=key, title=title, told=told,
    )  # fmt: skip


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
    return drawn_twice(tiles, grid, wide=(wide,), narrow=(narrow,), key=key, title=title, told=told)


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
    return drawn_twice(
        funnel, dots, axes, wide=(620, 380), narrow=(250, 300), key=key, title=title, told=told
    )


def groups_picture(
    series: Series, rows: list[Shown], everybody: Shown, title: str, key: str
) -> SafeString:
    """Age bands or groups of the nation, beside all its children."""
    scale = series.indicator.scale
    return groups_drawn(rows, everybody.share, scale, _axis(series), title=title, key=key)


def groups_drawn(
    rows: Sequence[Told], everybody: float | None, scale: int, unit: str, *,
    title: str, key: str, narrow: int = 140,
) -> SafeString:  # fmt: skip
    """Those with a figure beside everybody's; withheld and hidden ones are in the table alone."""
    data = [(row.name, row.share * scale, row.value) for row in rows if row.share is not None]
    told = "; ".join(f"{row.name}: {row.value or row.note}" for row in rows)
    return drawn_twice(
        groups, data, (everybody or 0) * scale, unit,
        wide=(380,), narrow=(narrow,), key=key, title=title, told=told,
    )  # fmt: skip
