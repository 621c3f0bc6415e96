"""From a chart's description to SVG that a strict content policy lets through.

Drawing is a pure function of the description, so it is done once and kept. The renderer is large
and is loaded with the first picture only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from django.core.cache import cache as kept
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from basehaven.apps import room
from basehaven.apps.policy.charts.theme import COLOURS, config

FONTS = Path(room.__file__).parent / "printing" / "fonts"
WIDE, NARROW = "plot--wide", "plot--narrow"
EDITION = "5"  # of what is written below: another one draws every kept picture anew
NAMES = {colour: name for name, colour in COLOURS.items()}
_DROPPED = re.compile(
    r' (?:aria-[\w-]+|role|font-family|pointer-events|xmlns:xlink|version|class)="[^"]*"'
)
_EMPTY = re.compile(r'<path[^>]*(?: d=""|d="M0,0h0v0h0Z")[^>]*/>')
_PAINT = re.compile(r' (fill|stroke)="(#[0-9a-f]{6})"')
_TAG = re.compile(r"<(?:path|line|rect|text|g|circle)\b[^>]*>")
_NAMES_OF_THINGS = re.compile(r'<g class="mark-text role-mark[^>]*>.*?</g>', re.DOTALL)
_SVG = re.compile(r"<svg[^>]*?viewBox=\"([^\"]*)\"[^>]*>")


class Chart(Protocol):
    """What Altair's charts can do, as far as it is asked here."""

    def to_dict(self) -> dict[str, Any]: ...


def drawn(
    chart: Callable[..., Chart], *values: Any, key: str, title: str, told: str, css: str = ""
) -> SafeString:
    """The picture, with a title and a description for whoever does not see it.

    Args:
        chart: a function that makes an Altair chart of ``values``, and of nothing else.
        values: what it draws; in full by ``repr``, which names the drawing that is kept.
        key: an id, once on the page.
        title: what it shows.
        told: what one would see in it.
        css: more classes, such as for a width.
    """
    box, inside = _body(chart, values)
    wide, high = (round(float(part)) for part in box.split()[2:])
    return mark_safe(  # noqa: S308 - our own drawing; what comes from data is escaped
        f'<svg class="plot {css}" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'role="img" aria-labelledby="{key}-t" aria-describedby="{key}-d">'
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(told)}</desc>'
        f"{inside}</svg>"
    )


def drawn_twice(
    chart: Callable[..., Chart],
    *values: Any,
    wide: tuple[int, ...],
    narrow: tuple[int, ...],
    key: str,
    title: str,
    told: str,
) -> SafeString:
    """The picture for wide and for narrow screens; style sheets show one.

    Args:
        chart: as for :func:`drawn`; its sizes, in pixels, come after ``values``.
        values: what it draws.
        wide: its sizes on a wide screen.
        narrow: its sizes on a narrow one.
        key: the beginning of their ids, once on the page.
        title: what it shows.
        told: what one would see in it.
    """
    pictures = [
        drawn(chart, *values, *size, key=f"{key}-{css}", title=title, told=told, css=css)
        for size, css in ((wide, WIDE), (narrow, NARROW))
    ]
    return mark_safe("".join(pictures))  # noqa: S308 - our own drawings


def _body(chart: Callable[..., Chart], values: tuple[Any, ...]) -> tuple[str, str]:
    asked = f"{EDITION} {chart.__name__} {values!r}"
    name = "plot-" + hashlib.sha256(asked.encode()).hexdigest()
    found: tuple[str, str] | None = kept.get(name)
    if found is None:
        spec = chart(*values).to_dict() | {"config": config()}
        found = cleaned(_renderer().vegalite_to_svg(spec))
        kept.set(name, found, None)
    return found


@cache
def _renderer() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def cleaned(svg: str) -> tuple[str, str]:
    """The view box and the shapes: names of colours as classes, no type and no roles inside."""
    found = _SVG.search(svg)
    box = found[1] if found else "0 0 1 1"
    body = svg[found.end() if found else 0 : svg.rindex("</svg>")]
    body = _NAMES_OF_THINGS.sub(_untranslated, body)
    body = _EMPTY.sub("", _DROPPED.sub("", body))
    return box, _TAG.sub(_classed, body)


def _untranslated(group: re.Match[str]) -> str:
    """Writing that stands beside marks is names and numbers: the same in every language."""
    return group[0].replace("<text ", '<text translate="no" ')


def _classed(tag: re.Match[str]) -> str:
    """Colours that have a name become classes, so that light, dark and print need one drawing."""
    classes = []

    def named(paint: re.Match[str]) -> str:
        name = NAMES.get(paint[2])
        if name is None:
            return paint[0]
        classes.append(f"{paint[1][0]}-{name}")
        return ""

    bare = _PAINT.sub(named, tag[0])
    if not classes:
        return bare
    end = "/>" if bare.endswith("/>") else ">"
    return f'{bare[: -len(end)]} class="{" ".join(classes)}"{end}'
