"""The funnel: each area by its size, and how far chance alone carries an area of that size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from basehaven.apps.policy.charts.labels import Label, placed
from basehaven.apps.policy.charts.theme import COLOURS, altair
from basehaven.core.areas.funnel import Kind, Position, limits

STEPS = 48  # widths at which the limits are worked out; between them the curve is straight
FAR = {Position.FAR_ABOVE, Position.FAR_BELOW}
FEW = 20_000  # up to so many a number is written out
MANY = 30  # times between the smallest and the largest area from which a scale of powers reads


@dataclass(frozen=True, slots=True)
class Dot:
    """One area: its name (few letters where it has them), size, value and place."""

    name: str
    size: float
    share: float
    place: Position


@dataclass(frozen=True, slots=True)
class Axes:
    """Words of the axes, the shown value of all areas together, and the scale of values."""

    size: str
    value: str
    expected: float
    kind: Kind
    scale: int


def funnel(dots: Sequence[Dot], axes: Axes, width: int, height: int) -> Any:
    """The chart; areas far outside are named where a name fits, all are in the table."""
    alt = altair()

    frame = _frame(dots, axes.scale, width, height)
    across = alt.Scale(
        type="log" if frame.powers else "linear", domain=[frame.start, frame.end], nice=False
    )
    up = alt.Scale(domain=[0, frame.top], nice=False)
    written = ",.0f" if frame.end < FEW else "~s"
    foot = alt.Axis(grid=False, tickCount=5, format=written, labelOverlap=True)
    x = alt.X("x:Q", title=axes.size, scale=across, axis=foot)
    axis = alt.Axis(tickCount=5, ticks=False, domain=False)
    y = alt.Y("y:Q", title=axes.value, scale=up, axis=axis)
    curve = alt.Chart(alt.Data(values=_curve(axes, frame))).encode(x=x)
    bands = [
        curve.mark_area(color=COLOURS[colour], clip=True).encode(
            y=alt.Y(f"{low}:Q", title=axes.value, scale=up, axis=axis), y2=f"{high}:Q"
        )
        for colour, low, high in (("sunk", "a", "d"), ("green-tint", "b", "c"))
    ]
    middle = alt.Chart(alt.Data(values=[{"y": axes.expected * axes.scale}]))
    line = middle.mark_rule(color=COLOURS["green"], strokeWidth=2).encode(y=y)
    layers = [*bands, line, *_dots(dots, axes, x, y), *_words(_names(dots, frame), frame, x, y)]
    return alt.layer(*layers).properties(width=width, height=height)


@dataclass(frozen=True, slots=True)
class _Frame:
    """From sizes and values to pixels, and back: the same scales that the chart is told."""

    start: float
    end: float
    top: float
    scale: int
    powers: bool
    width: int
    height: int

    def spot(self, dot: Dot) -> tuple[float, float]:
        if self.powers:
            along = math.log(dot.size / self.start) / math.log(self.end / self.start)
        else:
            along = (dot.size - self.start) / (self.end - self.start)
        return along * self.width, self.height * (1 - dot.share * self.scale / self.top)

    def back(self, x: float, y: float) -> dict[str, float]:
        return {"x": self.size(x / self.width), "y": self.top * (1 - y / self.height)}

    def size(self, along: float) -> float:
        if self.powers:
            return self.start * math.pow(self.end / self.start, along)
        return self.start + (self.end - self.start) * along


def _frame(dots: Sequence[Dot], scale: int, width: int, height: int) -> _Frame:
    sizes = [dot.size for dot in dots]
    powers = max(sizes) / min(sizes) > MANY
    start, end = (min(sizes) / 1.25, max(sizes) * 1.25) if powers else (0, max(sizes) * 1.08)
    top = max(dot.share for dot in dots) * scale * 1.08
    return _Frame(start, end, top, scale, powers, width, height)


def _curve(axes: Axes, frame: _Frame) -> list[dict[str, float]]:
    """The limits at sizes that lie closer where the funnel bends."""
    rows = []
    for n in range(STEPS):
        along = n / (STEPS - 1)
        size = max(1.0, frame.size(along if frame.powers else along**2))
        within = limits(axes.kind, axes.expected, round(size))
        ends = (within.low_998, within.low_95, within.high_95, within.high_998)
        a, b, c, d = (min(frame.top, end * axes.scale) for end in ends)
        rows.append({"x": size, "a": a, "b": b, "c": c, "d": d})
    return rows


def _dots(dots: Sequence[Dot], axes: Axes, x: Any, y: Any) -> list[Any]:
    alt = altair()

    kinds = (  # shape and fill say what colour says
        ({Position.WITHIN}, "soft", "circle", "card"),
        ({Position.ABOVE, Position.BELOW}, "plum", "circle", "plum"),
        (FAR, "plum", "diamond", "plum"),
    )
    made = []
    for places, ink, shape, fill in kinds:
        rows = [{"x": d.size, "y": d.share * axes.scale} for d in dots if d.place in places]
        if rows:
            marks = alt.Chart(alt.Data(values=rows)).mark_point(
                color=COLOURS[ink], fill=COLOURS[fill], shape=shape, opacity=1,
                size=70 if places is FAR else 34,
            )  # fmt: skip
            made.append(marks.encode(x=x, y=y))
    return made


def _names(dots: Sequence[Dot], frame: _Frame) -> list[Label]:
    spots = [frame.spot(dot) for dot in dots]
    far = [(dot.name, spot) for dot, spot in zip(dots, spots, strict=True) if dot.place in FAR]
    return placed(far, spots, (frame.width, frame.height))


def _words(names: Sequence[Label], frame: _Frame, x: Any, y: Any) -> list[Any]:
    """Each name where it was found room for."""
    alt = altair()

    if not names:
        return []
    rows = [{"s": one.name, **frame.back(one.x, one.y)} for one in names]
    text = alt.Chart(alt.Data(values=rows)).mark_text(align="left", baseline="middle", fontSize=11)
    return [text.encode(x=x, y=y, text="s:N")]
