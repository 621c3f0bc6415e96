"""The life line as SVG: widths in percent, so that it fills any screen without bending type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from basehaven.apps.record.lifeline.rows import (
    Bar,
    LifeRow,
    Marker,
    life_markers,
    life_rows,
)
from basehaven.apps.record.lifeline.scale import Scale, scale_for, ticks_of
from basehaven.apps.record.map.draw import shape
from basehaven.apps.record.map.figures import OnDay
from basehaven.apps.record.map.measure import cut, text_width

LEAST_WIDTH = 720  # pixels of the bars' side: below it the life line scrolls (record.css)
NAMES_WIDTH = 132  # pixels of the names' side
AXIS, LANE, BAR, FOOT_LINE = 30, 34, 27, 17  # pixels from top to bottom
TYPE = 12.5
SEEN_WIDTH = 150  # pixels of bars in sight on a phone before anybody scrolls

Address = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class LifeLine:
    """Two drawings of one height: the names stay while the bars scroll beside them."""

    names: SafeString
    bars: SafeString
    scale: Scale
    height: int

    def day_line(self, day: date, today: date) -> SafeString:
        """The chosen day, drawn over the bars and exchanged alone as the slider moves."""
        at = self.scale.at(day)
        css = "lifeline__day is-today" if day == today else "lifeline__day"
        return mark_safe(  # noqa: S308 numbers only
            f'<svg id="lifeline-day" class="{css}" width="100%" height="{self.height}" '
            f'aria-hidden="true"><line x1="{at}%" x2="{at}%" y1="{AXIS - 6}" '
            f'y2="{self.height}"/><circle cx="{at}%" cy="{AXIS - 8}" r="6"/></svg>'
        )


def draw_lifeline(on: OnDay, address: Address) -> LifeLine | None:
    """The life line of a projected record, or None while there is nothing to draw."""
    rows = life_rows(on)
    if not rows:
        return None
    child = on.record.child
    born = child.born_on or (child.due_on if child.born_precision == "unborn" else None)
    scale = scale_for((bar.started_on for row in rows for bar in row.bars), born, on.today)
    lanes = [_lanes(row.bars) for row in rows]
    tops, y = [], AXIS
    for used in lanes:
        tops.append(y)
        y += LANE * (max(used) + 1)
    marks, foot = _marks(life_markers(on.record), scale, y)
    height = y + foot
    parts = [
        (
            f'<svg class="lifeline__bars" width="100%" height="{height}" role="group" '
            f'aria-label="{escape(_("Life line"))}">'
        ),
        *_axis(scale, born, y),
        *marks,
    ]
    for row, top, used in zip(rows, tops, lanes, strict=True):
        parts += [
            _bar(bar, row, scale, top + LANE * lane, address)
            for bar, lane in zip(row.bars, used, strict=True)
        ]
    parts.append("</svg>")
    names = _names(rows, tops, height)
    return LifeLine(names, mark_safe("".join(parts)), scale, height)  # noqa: S308 escaped above


def _lanes(bars: Sequence[Bar]) -> list[int]:
    """Bars of one row that overlap go under each other."""
    free_from: list[date | None] = []
    lanes = []
    for bar in bars:
        lane = next(
            (n for n, free in enumerate(free_from) if free is not None and free <= bar.started_on),
            len(free_from),
        )
        if lane == len(free_from):
            free_from.append(None)
        free_from[lane] = bar.ended_on
        lanes.append(lane)
    return lanes


def _axis(scale: Scale, born: date | None, bottom: int) -> list[str]:
    drawn = []
    for tick in ticks_of(scale, born):
        anchor = "start" if tick.at < 4 else "end" if tick.at > 96 else "middle"
        drawn.append(
            f'<line class="lifeline__tick" x1="{tick.at}%" x2="{tick.at}%" y1="{AXIS - 8}" '
            f'y2="{bottom}"/><text class="lifeline__age" x="{tick.at}%" y="14" '
            f'font-size="12" text-anchor="{anchor}">{escape(tick.label)}</text>'
        )
    return drawn


def _marks(markers: Sequence[Marker], scale: Scale, y: int) -> tuple[list[str], int]:
    """Dashed lines with their words under the bars, on as many lines as they need."""
    drawn: list[str] = []
    ends: list[float] = []  # where the last word of each line ends
    for marker in markers:
        at = scale.at(marker.day)
        width = text_width(marker.word, TYPE) / LEAST_WIDTH * 100 + 1.5
        left = min(max(at - width / 2, 0.0), 100 - width)
        line = next((n for n, end in enumerate(ends) if end <= left), len(ends))
        ends[line : line + 1] = [left + width]
        anchor = "middle" if left == at - width / 2 else "start" if left == 0 else "end"
        drawn.append(
            f'<line class="lifeline__mark" x1="{at}%" x2="{at}%" y1="{AXIS - 4}" y2="{y + 4}"/>'
            f'<text class="lifeline__word" x="{at}%" y="{y + 15 + line * FOOT_LINE}" '
            f'font-size="{TYPE}" text-anchor="{anchor}">{escape(marker.word)}</text>'
        )
    return drawn, len(ends) * FOOT_LINE + 6


def _bar(bar: Bar, row: LifeRow, scale: Scale, y: int, address: Address) -> str:
    x0 = scale.at(bar.started_on)
    x1 = scale.at(bar.ended_on or scale.today)
    width = max(round(x1 - x0, 2), 0.6)
    room = width / 100 * LEAST_WIDTH - 14
    text = _fitting(bar.texts, room)
    # Where the life line scrolls it starts at today, and a long bar's words stand there.
    long = bar.ended_on is None and room > LEAST_WIDTH * 0.2
    # Who speaks to the screen says what stands on the bar, so the name must hold it (WCAG 2.5.3).
    says = bar.says if text in bar.says else f"{text}: {bar.says}"
    opens = address(*bar.opens)
    tag, link = ("a", f'href="{escape(opens)}"') if opens else ("g", 'role="img"')
    return (
        f'<{tag} class="bar k-{row.shape or row.kind} is-{bar.look}{" bar--long" if long else ""}" '
        f'{link} aria-label="{escape(says)}">'
        f"<title>{escape(bar.says)}</title>"
        f'<svg x="{x0}%" y="{y + (LANE - BAR) // 2}" width="{width}%" height="{BAR}">'
        f'<rect class="bar__body" x="1" y="1" width="100%" height="{BAR - 2}" rx="5"/>'
        f"{_written(text, _fitting(bar.texts, SEEN_WIDTH) if long else '')}</svg></{tag}>"
    )


def _fitting(texts: Sequence[str], room: float) -> str:
    return next((text for text in texts if text_width(text, TYPE) <= room), "")


def _written(text: str, at_end: str) -> str:
    place = f'y="{BAR / 2 + TYPE * 0.36:.1f}" font-size="{TYPE}"'
    written = f'<text class="bar__text" x="8" {place}>{escape(text)}</text>' if text else ""
    if at_end:
        written += (
            f'<text class="bar__text bar__text--end" x="100%" dx="-10" text-anchor="end" {place}>'
            f"{escape(at_end)}</text>"
        )
    return written


def _names(rows: Sequence[LifeRow], tops: Sequence[int], height: int) -> SafeString:
    parts = [
        f'<svg class="lifeline__names" width="{NAMES_WIDTH}" height="{height}" aria-hidden="true">'
    ]
    for row, top in zip(rows, tops, strict=True):
        middle = top + LANE / 2
        left = 4.0
        if row.shape:
            parts.append(f'<g class="k-{row.shape}">{shape(row.shape, 8, middle, 6)}</g>')
            left = 21.0
        name = cut(row.name, 13, NAMES_WIDTH - left - 4)
        parts.append(
            f'<text class="lifeline__name" x="{left:g}" y="{middle + 4.5:g}" font-size="13">'
            f"<title>{escape(row.name)}</title>{escape(name)}</text>"
        )
    parts.append("</svg>")
    return mark_safe("".join(parts))  # noqa: S308 escaped above
