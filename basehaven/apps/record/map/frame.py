"""What the layout is given and what it gives: sizes, people to place, people placed."""

from __future__ import annotations

from dataclasses import dataclass

from basehaven.apps.record.map.labels import Label

RINGS = ("most", "some", "now_and_then")
Spot = tuple[float, float, float]  # x, y, radius


@dataclass(frozen=True, slots=True)
class Frame:
    """The sizes of one drawing, in its own units (pixels where it is drawn 1:1).

    Attributes:
        width: of the whole drawing.
        radii: of the rings, inmost first.
        child: radius of the child in the middle.
        nodes: radius of people on each ring while there is room.
        type: sizes of names and of the words under them.
        columns: people side by side in a band; more when it is compact.
        wraps: widths tried for a label, the most wanted first.
        sideways: how much people are gathered to the left and right, where
            labels have most room: 0 not at all, below 0.5.
    """

    width: float
    radii: tuple[float, float, float]
    child: float
    nodes: tuple[float, float, float]
    type: tuple[float, float]
    columns: tuple[int, int]
    wraps: tuple[float, ...]
    margin: float = 10.0
    top: float = 12.0
    sideways: float = 0.0


WIDE = Frame(
    width=600,
    radii=(74, 115, 154),
    child=31,
    nodes=(17, 15, 14),
    type=(14, 12),
    columns=(3, 4),
    wraps=(200, 160, 128, 96),
    sideways=0.18,
)
NARROW = Frame(
    width=340,
    radii=(58, 93, 126),
    child=25,
    nodes=(14, 13, 12),
    type=(13, 11.5),
    columns=(2, 2),
    wraps=(140, 92, 66),
    margin=4,
    top=30,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody to be placed.

    Attributes:
        place: ``most``, ``some``, ``now_and_then`` (rings), ``unknown`` or ``ended``.
        angle: degrees clockwise from the top; ignored in a band.
        slot: the number of that direction.
        details: the line under the name; ``short`` stands for it where room is scarce,
            and then ``brief`` for the name.
        warnings: what restricts the tie; never left out.
        order: in a band, lowest first.
    """

    key: str
    name: str
    place: str
    angle: float = 0.0
    slot: int = 0
    details: str = ""
    short: str = ""
    brief: str = ""
    warnings: tuple[str, ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody placed: the shape, and the label with the box it fills."""

    key: str
    place: str
    x: float
    y: float
    radius: float
    label: Label
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Band:
    name: str
    y0: float
    y1: float


@dataclass(frozen=True, slots=True)
class Layout:
    frame: Frame
    cx: float
    cy: float
    height: float
    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]
    captions: tuple[tuple[str, float, float], ...]  # ring, x and y of its name's middle
