"""Groups in the order of the publisher, each a dot beside the line of all children."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from basehaven.apps.policy.charts.theme import COLOURS, altair

ROW = 34  # pixels for each group: two lines of writing fit


def groups(rows: Sequence[tuple[str, float, str]], everybody: float, axis: str, width: int) -> Any:
    """A dot for each group (name, value, value as one reads it), and a line for everybody."""
    alt = altair()

    letters = 24 if width > 300 else 22
    data = [
        {"g": "\n".join(textwrap.wrap(name, letters)), "v": value, "s": said}
        for name, value, said in rows
    ]
    order = [row["g"] for row in data]
    top = max([everybody, *(value for _n, value, _s in rows)]) * 1.2
    x = alt.X("v:Q", title=axis, scale=alt.Scale(domain=[0, top], nice=False),
              axis=alt.Axis(tickCount=4))  # fmt: skip
    y = alt.Y("g:N", sort=order, title=None, axis=alt.Axis(
        labelExpr="split(datum.value, '\\n')", labelLimit=240, grid=True, ticks=False, domain=False,
        labelColor=COLOURS["ink"]))  # fmt: skip
    base = alt.Chart(alt.Data(values=data)).encode(x=x, y=y)
    line = alt.Chart(alt.Data(values=[{"v": everybody}]))
    return alt.layer(
        line.mark_rule(color=COLOURS["green"], strokeWidth=2).encode(x=x),
        base.mark_point(color=COLOURS["plum"], fill=COLOURS["plum"], opacity=1, size=70),
        *_words(data, x, y, everybody, top),
    ).properties(width=width, height=ROW * max(1, len(data)))


def _words(data: list[dict[str, Any]], x: Any, y: Any, everybody: float, top: float) -> list[Any]:
    """Each value on the side of its dot where the line of everybody does not run through it."""
    alt = altair()

    room = 0.22 * top
    left = [row for row in data if 0 <= everybody - row["v"] < room and row["v"] > room]
    sides = ((left, "right", -9), ([row for row in data if row not in left], "left", 9))
    return [
        alt.Chart(alt.Data(values=rows))
        .mark_text(align=align, dx=dx, fontWeight="bold")
        .encode(x=x, y=y, text="s:N")
        for rows, align, dx in sides
        if rows
    ]
