"""Figures over time: points with their values, joined only where the rules stayed the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from basehaven.apps.policy.charts.theme import COLOURS, altair

INKS = ("green", "plum")
SHAPES = ("circle", "square")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a name, a value for each period (None: no figure), and whether it may be joined."""

    name: str
    points: Sequence[tuple[str, float | None, str]]  # period, value, value as one reads it
    joined: bool


def trend(lines: Sequence[Line], axis: str, aim: float | None, width: int) -> Any:
    """A chart of one or two lines, from nought; the aim is dashed."""
    alt = altair()

    order = [period for period, _value, _said in lines[0].points]
    highest = max((v for line in lines for _p, v, _s in line.points if v is not None), default=1)
    top = max(highest, aim or 0) * 1.18
    room = width // max(1, len(order))
    foot = alt.Axis(labelAngle=0, grid=False, labelLimit=room)
    x = alt.X("p:O", sort=order, title=None, axis=foot, scale=alt.Scale(domain=order, padding=0.3))
    y = alt.Y("v:Q", title=axis, scale=alt.Scale(domain=[0, top], nice=False),
              axis=alt.Axis(tickCount=4, domain=False, ticks=False))  # fmt: skip
    layers: list[Any] = []
    if aim is not None:
        rule = alt.Chart(alt.Data(values=[{"v": aim}]))
        layers.append(rule.mark_rule(color=COLOURS["soft"], strokeDash=[5, 4]).encode(y=y))
    for n, line in enumerate(lines):
        rows = [{"p": p, "v": v, "s": said} for p, v, said in line.points if v is not None]
        base = alt.Chart(alt.Data(values=rows)).encode(x=x, y=y)
        ink = COLOURS[INKS[n]]
        if line.joined:
            layers.append(base.mark_line(color=ink, strokeWidth=2))
        layers.append(base.mark_point(color=ink, fill=ink, opacity=1, size=56, shape=SHAPES[n]))
        over, under = _sides(rows, None if n else aim, top)
        for some, dy in ((under, 16), (over, -12)) if n == 0 else ((rows, 16),):
            if some:
                text = alt.Chart(alt.Data(values=some)).encode(x=x, y=y, text="s:N")
                layers.append(text.mark_text(dy=dy, color=ink, fontWeight="bold"))
    return alt.layer(*layers).properties(width=width, height=180)


def _sides(
    rows: list[dict[str, Any]], aim: float | None, top: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Values to be written over their point, and those under it lest the aim runs through them."""
    room = 0.17 * top  # of the height: a line of writing and what keeps it off the point
    under = [row for row in rows if aim is not None and 0 < aim - row["v"] < room]
    return [row for row in rows if row not in under], under
