"""A map of equal tiles: each region where it lies, with its figure and a sign for its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from basehaven.apps.policy.charts.theme import COLOURS, altair
from basehaven.apps.policy.words import SIGNS
from basehaven.core.areas.funnel import Position

PAINT: dict[Position | None, tuple[str, str]] = {  # ground, writing; none is good or bad
    Position.FAR_BELOW: ("sun-tint", "sun"),
    Position.BELOW: ("sunk", "sun"),
    Position.WITHIN: ("sunk", "ink"),
    Position.ABOVE: ("sunk", "plum"),
    Position.FAR_ABOVE: ("plum-tint", "plum"),
    None: ("card", "soft"),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One region: few letters, where it stands, its value as one reads it (empty: none)."""

    short: str
    column: int
    row: int
    value: str
    place: Position | None


def tiles(regions: Sequence[Tile], size: int) -> Any:
    """The tile grid; a region without a figure is there, and empty."""
    alt = altair()

    data = [_tile(region) for region in regions]
    columns = max(region.column for region in regions) + 1
    rows = max(region.row for region in regions) + 1
    x = {"scale": alt.Scale(domain=[0, columns], nice=False), "axis": None}
    y = {"scale": alt.Scale(domain=[rows, 0], nice=False), "axis": None}
    small = size < 40
    high = size * 1.35 if small else size  # a third line for the sign, where two would touch
    letters = 10 if small else 12
    base = alt.Chart(alt.Data(values=data))
    paint = {"scale": None, "legend": None}
    box = base.mark_rect(cornerRadius=4, strokeWidth=1).encode(
        x=alt.X("l:Q", **x), x2="r:Q", y=alt.Y("t:Q", **y), y2="b:Q",
        color=alt.Color("ground:N", **paint), stroke=alt.value(COLOURS["line"]),
    )  # fmt: skip
    words = base.encode(x=alt.X("m:Q", **x), y=alt.Y("c:Q", **y), color=alt.Color("ink:N", **paint))
    lines = (("short", -high / 3.2), ("value", 0), ("sign", high / 3.2)) if small else (
        ("both", -size / 5), ("value", size / 5)
    )  # fmt: skip
    written = [
        words.mark_text(
            dy=dy, fontSize=letters, fontWeight="normal" if name == "value" else "bold"
        ).encode(text=f"{name}:N")
        for name, dy in lines
    ]
    return alt.layer(box, *written).properties(width=columns * size, height=rows * high)


def _tile(region: Tile) -> dict[str, Any]:
    ground, ink = PAINT[region.place]
    sign = SIGNS[region.place] if region.place else ""
    gap = 0.03
    return {
        "short": region.short,
        "sign": sign,
        "both": f"{region.short} {sign}".strip(),
        "value": region.value.replace("\u00a0%", ""),
        "l": region.column + gap, "r": region.column + 1 - gap, "m": region.column + 0.5,
        "t": region.row + gap, "b": region.row + 1 - gap, "c": region.row + 0.5,
        "ground": COLOURS[ground], "ink": COLOURS[ink],
    }  # fmt: skip
