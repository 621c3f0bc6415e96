"""The map as SVG text. Everything that comes from the record is escaped here.

Built as strings, not from a template: one drawing holds some hundred elements
and is made twice (wide and narrow) for every step of the time slider.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from basehaven.apps.record.map.figure import Figure
from basehaven.apps.record.map.frame import RINGS, Layout, Node
from basehaven.apps.record.map.labels import Label
from basehaven.apps.record.map.measure import cut, text_width
from basehaven.apps.record.map.words import initial

SPOKES = {"most": 5.0, "some": 3.0, "now_and_then": 1.6}  # widths: the share of the week again


@dataclass(frozen=True, slots=True)
class MapWords:
    """What the drawing says besides people.

    Attributes:
        child: in the middle.
        label: read aloud instead of the drawing.
        captions: names of the rings, by ring.
        bands: headings, by band.
        address: what opens a figure's record, or an empty string.
    """

    child: str
    label: str
    captions: Mapping[str, str]
    bands: Mapping[str, str]
    address: Callable[[Figure], str]


def draw_map(
    layout: Layout, figures: Mapping[str, Figure], words: MapWords, css: str
) -> SafeString:
    """One SVG element, without styles of its own: ``record.css`` gives the colours."""
    width, height = layout.frame.width, round(layout.height, 1)
    parts = [
        (
            f'<svg class="map {css}" viewBox="0 0 {width:g} {height:g}" role="group" '
            f'aria-label="{escape(words.label)}">'
        )
    ]
    parts += _rings(layout, words)
    parts += _bands(layout, words)
    on_rings = [node for node in layout.nodes if node.place in RINGS]
    parts += [_spoke(layout, node, figures[node.key]) for node in on_rings]
    parts += _child(layout, words.child)
    parts += [_person(node, figures[node.key], words) for node in layout.nodes]
    parts.append("</svg>")
    return mark_safe("".join(parts))  # noqa: S308 escaped above


def _rings(layout: Layout, words: MapWords) -> list[str]:
    drawn = [
        f'<circle class="map__ring" cx="{layout.cx:g}" cy="{layout.cy:g}" r="{radius:g}"/>'
        for radius in reversed(layout.frame.radii)
    ]
    size = layout.frame.type[1] - 0.5
    drawn += [
        f'<text class="map__caption" x="{x:g}" y="{y + size * 0.35:g}" font-size="{size:g}" '
        f'text-anchor="middle">{escape(words.captions[ring])}</text>'
        for ring, x, y in layout.captions
    ]
    return drawn


def _bands(layout: Layout, words: MapWords) -> list[str]:
    drawn, size = [], layout.frame.type[1]
    for band in layout.bands:
        left, right = layout.frame.margin, layout.frame.width - layout.frame.margin
        drawn.append(
            f'<line class="map__rule" x1="{left:g}" x2="{right:g}" '
            f'y1="{band.y0 + 1:g}" y2="{band.y0 + 1:g}"/>'
            f'<text class="map__caption" x="{left:g}" y="{band.y0 + size + 4:g}" '
            f'font-size="{size:g}">{escape(words.bands[band.name])}</text>'
        )
    return drawn


def _spoke(layout: Layout, node: Node, figure: Figure) -> str:
    dx, dy = node.x - layout.cx, node.y - layout.cy
    far = math.hypot(dx, dy)
    start = (layout.frame.child + 2) / far
    end = (far - node.radius) / far
    x1, y1 = layout.cx + dx * start, layout.cy + dy * start
    x2, y2 = layout.cx + dx * end, layout.cy + dy * end
    return (
        f'<line class="map__spoke k-{figure.shape} is-{figure.status}" x1="{x1:.1f}" '
        f'y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke-width="{SPOKES[node.place]:g}"/>'
    )


def _child(layout: Layout, name: str) -> list[str]:
    size = layout.frame.type[0] + 1
    room = 2 * layout.frame.child - 8
    while size > 9 and text_width(name, size, bold=True) > room:
        size -= 1
    return [
        (
            f'<circle class="map__child" cx="{layout.cx:g}" cy="{layout.cy:g}" '
            f'r="{layout.frame.child:g}"/>'
            f'<text class="map__child-name" x="{layout.cx:g}" y="{layout.cy + size * 0.35:.1f}" '
            f'font-size="{size:g}" text-anchor="middle">'
            f"{escape(cut(name, size, room, bold=True))}</text>"
        )
    ]


def _person(node: Node, figure: Figure, words: MapWords) -> str:
    inner = str(node.number) if node.number else initial(figure.name)
    size = max(min(node.radius * 0.85, 14), 8)
    drawn = (
        f"<title>{escape(f'{figure.name}: {figure.line}')}</title>"
        f"{shape(figure.shape, node.x, node.y, node.radius)}"
        f'<text class="map__initial" x="{node.x:g}" y="{node.y + size * 0.36:.1f}" '
        f'font-size="{size:.3g}" text-anchor="middle">{escape(inner)}</text>'
        f"{_label(node.label)}"
    )
    css = f"map__person k-{figure.shape} is-{figure.status}"
    address = words.address(figure)
    if address:  # the list beside the map holds the same links for the keyboard
        return f'<a class="{css}" href="{escape(address)}" tabindex="-1">{drawn}</a>'
    return f'<g class="{css}">{drawn}</g>'


def shape(kind: str, x: float, y: float, radius: float) -> str:
    """Circle home, square family, hexagon staff, diamond friend."""
    if kind == "home":
        return f'<circle class="map__shape" cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'
    if kind == "family":
        half = radius * 0.9
        return (
            f'<rect class="map__shape" x="{x - half:.1f}" y="{y - half:.1f}" '
            f'width="{2 * half:.1f}" height="{2 * half:.1f}" rx="{radius * 0.25:.1f}"/>'
        )
    if kind == "staff":
        turns = [math.radians(60 * corner) for corner in range(6)]
        reach = radius * 1.06
    else:
        turns = [math.radians(90 * corner) for corner in range(4)]
        reach = radius * 1.15
    points = " ".join(
        f"{x + reach * math.sin(turn):.1f},{y - reach * math.cos(turn):.1f}" for turn in turns
    )
    return f'<polygon class="map__shape" points="{points}"/>'


def _label(label: Label) -> str:
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    return "".join(
        f'<text class="map__{text.role}" x="{x:g}" y="{y:g}" font-size="{text.size:g}"'
        f"{anchor}>{escape(text.words)}</text>"
        for text, x, y in label.lines
    )
