"""Small pictures drawn on the server: columns of days or hours. A table beside each says the same.

Colours and type come from classes (``weeks.css``), so that the content policy holds and
light and dark both work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LEAST = 340  # pixels: as wide as a phone shows without scrolling
SIDE, TOP, FOOT = 34, 12, 26  # pixels left of, over and under the columns
COLUMN = 17  # the narrowest column on which a thumb's width of type still reads
HALF = 62  # of a mirrored chart: good days above its line, hard days under it
LANE = 30
TALL = 130  # of the picture of mornings
EVERY = (1, 2, 5, 10, 20)  # how far labels of days stand apart
LABEL = 34  # pixels that a label under a column takes


@dataclass(frozen=True, slots=True)
class UpDown:
    """A column: so many good days above the line, hard ones under it, of so many days seen."""

    label: str
    up: int
    down: int
    days: int


@dataclass(frozen=True, slots=True)
class DayMarks:
    """A column of a day: what stands in each lane, as (class, text); None is nothing."""

    label: str
    marks: tuple[tuple[str, str] | None, ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """A morning: minutes until settled and until at play, a letter, and whether a plan began."""

    label: str
    settled: int | None
    played: int | None
    letter: str = ""
    begins: bool = False
    easy: bool = False


def even_steps(
    columns: Mapping[int, UpDown], step: int, label: Callable[[int], str]
) -> list[UpDown]:
    """Columns by their place on the axis, those in which nobody was there between them too.

    >>> said = {8: UpDown("8", 1, 0, 1), 10: UpDown("10", 0, 1, 1)}
    >>> [column.label for column in even_steps(said, 1, str)]
    ['8', '9', '10']
    """
    if not columns:
        return []
    places = range(min(columns), max(columns) + step, step)
    return [columns.get(place) or UpDown(label(place), 0, 0, 0) for place in places]


def up_and_down(columns: Sequence[UpDown], title: str) -> SafeString:
    """Good days up, hard days down, on a ground as high as the days seen."""
    most = max((column.days for column in columns), default=1) or 1
    wide, step = _wide(len(columns))
    line: float = TOP + HALF
    parts = []
    for n, column in enumerate(columns):
        x = SIDE + n * step
        seen, up, down = (HALF * count / most for count in (column.days, column.up, column.down))
        body = step - 3
        parts.append(_box("chart__ground", x, line - seen, body, 2 * seen))
        parts.append(_box("chart__good", x, line - up, body, up))
        parts.append(_box("chart__hard", x, line, body, down))
    parts.append(_line("chart__axis", SIDE, line, SIDE + len(columns) * step, line))
    parts += [_text("chart__scale", SIDE - 6, y + 4, str(most), "end") for y in (TOP, line + HALF)]
    parts.append(_text("chart__scale", SIDE - 6, line + 4, "0", "end"))
    parts += _labels([column.label for column in columns], step, line + HALF + 16)
    return _drawn(parts, wide, line + HALF + FOOT, title)


def lanes(columns: Sequence[DayMarks], title: str) -> SafeString:
    """A column for each day and a lane for each thing told of it."""
    count = len(columns[0].marks) if columns else 0
    wide, step = _wide(len(columns))
    bottom = TOP + LANE * count
    parts = []
    for lane in range(count + 1):
        y = TOP + LANE * lane
        parts.append(_line("chart__hair", SIDE, y, SIDE + len(columns) * step, y))
    for n, column in enumerate(columns):
        middle = SIDE + n * step + step / 2
        for lane, mark in enumerate(column.marks):
            if mark:
                css, text = mark
                cy = TOP + LANE * lane + LANE / 2
                parts.append(f'<circle class="{css}" cx="{middle:g}" cy="{cy:g}" r="7.5"/>')
                parts.append(_text(f"{css}-text", middle, cy + 3.6, text, "middle"))
    parts += [
        _text("chart__scale", SIDE - 6, TOP + LANE * n + LANE / 2 + 4, str(n + 1), "end")
        for n in range(count)
    ]
    parts += _labels([column.label for column in columns], step, bottom + 16)
    return _drawn(parts, wide, bottom + FOOT, title)


def mornings_chart(columns: Sequence[Dots], title: str, begins: str) -> SafeString:
    """Minutes since arrival, a dot when settled, a ring when at play; no line joins them."""
    known = [m for column in columns for m in (column.settled, column.played) if m is not None]
    top = _round_up(max(known, default=0))
    wide, step = _wide(len(columns))
    bottom = TOP + 14 + TALL

    def height(minutes: int) -> float:
        return bottom - TALL * minutes / top

    parts = []
    for minutes in (0, top // 2, top):
        y = height(minutes)
        parts.append(_line("chart__hair", SIDE, y, SIDE + len(columns) * step, y))
        parts.append(_text("chart__scale", SIDE - 6, y + 4, str(minutes), "end"))
    for n, column in enumerate(columns):
        x = SIDE + n * step + step / 2
        if column.begins:
            left = SIDE + n * step
            parts.append(_line("chart__change", left, TOP, left, bottom + 4))
            anchor = "end" if left > wide * 0.75 else "start"
            shift = -3 if anchor == "end" else 3
            parts.append(_text("chart__word", left + shift, TOP + 8, begins, anchor))
        if column.easy:
            parts.append(_line("chart__easy", x - 5, bottom + 22, x + 5, bottom + 22))
        if column.played is not None:
            y = height(column.played)
            parts.append(f'<circle class="chart__ring" cx="{x:g}" cy="{y:g}" r="6"/>')
        if column.settled is not None:
            y = height(column.settled)
            parts.append(f'<circle class="chart__dot" cx="{x:g}" cy="{y:g}" r="3.6"/>')
        if column.letter:
            parts.append(_text("chart__scale", x, bottom + 17, column.letter, "middle"))
    parts += _labels([column.label for column in columns], step, bottom + 38)
    return _drawn(parts, wide, bottom + 46, title)


def _round_up(minutes: int) -> int:
    return max(30, -(-minutes // 30) * 30)


def _wide(columns: int) -> tuple[float, float]:
    """How wide the picture is, and a column in it: it scrolls before type becomes small."""
    step = max((LEAST - SIDE - 4) / max(columns, 1), COLUMN)
    step = min(step, 40)
    return max(LEAST, SIDE + step * columns + 4), step


def _labels(labels: Sequence[str], step: float, y: float) -> list[str]:
    apart = next((n for n in EVERY if n * step >= LABEL), EVERY[-1])
    return [
        _text("chart__scale", SIDE + n * step + step / 2, y, label, "middle")
        for n, label in enumerate(labels)
        if n % apart == 0
    ]


def _box(css: str, x: float, y: float, width: float, height: float) -> str:
    if height <= 0:
        return ""
    return f'<rect class="{css}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="2"/>'


def _line(css: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{css}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>'


def _text(css: str, x: float, y: float, words: str, anchor: str) -> str:
    return f'<text class="{css}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'


def _drawn(parts: Sequence[str], wide: float, high: float, title: str) -> SafeString:
    head = (
        f'<svg class="chart" width="{wide:g}" height="{high:g}" viewBox="0 0 {wide:g} {high:g}" '
        f'role="img" aria-label="{escape(title)}">'
    )
    return mark_safe(head + "".join(parts) + "</svg>")  # noqa: S308 escaped above
