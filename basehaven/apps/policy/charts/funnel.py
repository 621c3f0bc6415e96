"""The funnel: areas by size, how far chance carries each, and how far areas usually differ."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from basehaven.apps.policy.charts.labels import Label, placed
from basehaven.apps.policy.charts.theme import COLOURS, altair
from basehaven.core.areas.dispersion import Dispersion, Widening, widened
from basehaven.core.areas.funnel import Kind, Position, limits

STEPS = 48  # widths at which the limits are worked out; between them the curve is straight
NARROW = 400  # pixels across, below which numbers along the foot would touch
FEW = 20_000  # up to so many a number is written out
EDGES: tuple[tuple[str, str, list[int]], ...] = (  # lines too: printed bands are white
    ("cd", "green", [1, 0]),
    ("be", "edge", [1, 0]),
    ("af", "edge", [4, 4]),
)
MANY = 30  # times between the smallest and the largest area from which a scale of powers reads


@dataclass(frozen=True, slots=True)
class Dot:
    """One area: its name (few letters where it has them), size, value and both its places."""

    name: str
    size: float
    share: float
    place: Position
    usual: Position

    @property
    def look(self) -> str:
        """Which of the three marks it has."""
        if self.usual is not Position.WITHIN:
            return "unusual"
        return "chance" if self.place is Position.WITHIN else "usual"


@dataclass(frozen=True, slots=True)
class Axes:
    """Words of the axes, the value of all areas together, and how much the areas differ."""

    size: str
    value: str
    expected: float
    kind: Kind
    scale: int
    spread: Dispersion
    how: Widening


def funnel(dots: Sequence[Dot], axes: Axes, width: int, height: int) -> Any:
    """The chart; unusual areas are named where a name fits, all are in the table."""
    alt = altair()

    frame = _frame(dots, axes.scale, width, height)
    across = alt.Scale(
        type="log" if frame.powers else "linear", domain=[frame.start, frame.end], nice=False
    )
    up = alt.Scale(domain=[0, frame.top], nice=False)
    written = ",.0f" if frame.end < FEW else "~s"
    foot = alt.Axis(
        grid=False, tickCount=5 if width > NARROW else 3, format=written, labelOverlap=True
    )
    x = alt.X("x:Q", title=axes.size, scale=across, axis=foot)
    axis = alt.Axis(tickCount=5, ticks=False, domain=False)
    y = alt.Y("y:Q", title=axes.value, scale=up, axis=axis)
    curve = alt.Chart(alt.Data(values=_curve(axes, frame))).encode(x=x)
    bands = [
        curve.mark_area(color=COLOURS[colour], clip=True).encode(
            y=alt.Y(f"{low}:Q", title=axes.value, scale=up, axis=axis), y2=f"{high}:Q"
        )
        for colour, low, high in (("sunk", "b", "e"), ("green-tint", "c", "d"))
    ]
    edges = [
        curve.mark_line(color=COLOURS[ink], strokeWidth=1, strokeDash=dash, clip=True).encode(
            y=alt.Y(f"{end}:Q", title=axes.value, scale=up, axis=axis)
        )
        for ends, ink, dash in EDGES
        for end in ends
    ]
    middle = alt.Chart(alt.Data(values=[{"y": axes.expected * axes.scale}]))
    line = middle.mark_rule(color=COLOURS["green"], strokeWidth=2).encode(y=y)
    names = _words(_names(dots, frame), frame, x, y)
    layers = [*bands, *edges, line, *_dots(dots, axes, x, y), *names]
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
    """The limits at sizes that lie closer where the funnel bends, from the lowest to the highest.

    a and f: 998 of 1,000 areas, as areas usually differ; b and e: 95 of 100; c and d: 95 of 100 by
    chance alone. Where areas differ no more than that, b and e are the outer limits of chance.
    """
    rows = []
    for n in range(STEPS):
        along = n / (STEPS - 1)
        size = max(1.0, frame.size(along if frame.powers else along**2))
        plain = limits(axes.kind, axes.expected, round(size))
        wide = widened(axes.kind, axes.expected, plain, axes.spread, axes.how)
        if wide == plain:
            outer = plain.low_998, plain.low_998, plain.high_998, plain.high_998
        else:
            outer = wide.low_998, wide.low_95, wide.high_95, wide.high_998
        ends = (*outer[:2], plain.low_95, plain.high_95, *outer[2:])
        said = {name: end * axes.scale for name, end in zip("abcdef", ends, strict=True)}
        rows.append({"x": size, **{k: min(frame.top * 1.01, end) for k, end in said.items()}})
    return rows


def _dots(dots: Sequence[Dot], axes: Axes, x: Any, y: Any) -> list[Any]:
    alt = altair()

    looks = (  # shape and fill say what colour says
        ("chance", "soft", "circle", "card"),
        ("usual", "plum", "circle", "plum"),
        ("unusual", "plum", "diamond", "plum"),
    )
    made = []
    for look, ink, shape, fill in looks:
        rows = [{"x": d.size, "y": d.share * axes.scale} for d in dots if d.look == look]
        if rows:
            marks = alt.Chart(alt.Data(values=rows)).mark_point(
                color=COLOURS[ink], fill=COLOURS[fill], shape=shape, opacity=1,
                size=90 if look == "unusual" else 34,
            )  # fmt: skip
            made.append(marks.encode(x=x, y=y))
    return made


def _names(dots: Sequence[Dot], frame: _Frame) -> list[Label]:
    spots = [frame.spot(dot) for dot in dots]
    far = [(d.name, spot) for d, spot in zip(dots, spots, strict=True) if d.look == "unusual"]
    return placed(far, spots, (frame.width, frame.height))


def _words(names: Sequence[Label], frame: _Frame, x: Any, y: Any) -> list[Any]:
    """Each name where it was found room for."""
    alt = altair()

    if not names:
        return []
    rows = [{"s": one.name, **frame.back(one.x, one.y)} for one in names]
    text = alt.Chart(alt.Data(values=rows)).mark_text(align="left", baseline="middle", fontSize=11)
    return [text.encode(x=x, y=y, text="s:N")]
