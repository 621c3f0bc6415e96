"""Where everyone stands on the map. Pure geometry: no words, no database, no chance.

People whose share of the week is known stand on rings around the child; labels
go beside them where nothing is touched. Whoever finds no free place for a label
carries a number and is named in the key below the rings. People whose hours are
not recorded, and those whose tie has ended, stand in bands of their own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from basehaven.apps.record.map.boxes import Box
from basehaven.apps.record.map.labels import Label, Text, candidates, place_labels
from basehaven.apps.record.map.measure import cut, text_width, wrap

RINGS = ("most", "some", "now_and_then")
BANDS = ("key", "unknown", "ended")
Spot = tuple[float, float, float]  # x, y, radius
TURNS = tuple(turn for off in range(0, 181, 6) for turn in (off, 360 - off))  # from the top
COMPACT_FROM = 10  # people in a band from which each gets one line


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


def lay_out(
    marks: Iterable[Mark],
    *,
    slots: int,
    frame: Frame = WIDE,
    captions: Sequence[str] = ("", "", ""),
) -> Layout:
    """Place everyone.

    Args:
        marks: each person once.
        slots: how many directions the whole record needs, not only this day:
            it decides the size of the shapes, which must not change on the way.
        frame: for which screen.
        captions: the rings' names, inmost first.

    Returns:
        The same for the same people, in whatever order they come. No two label
        boxes overlap and everyone is there exactly once.
    """
    everyone = sorted(marks, key=lambda mark: (mark.order, mark.key))
    cx = frame.width / 2
    cy = frame.radii[-1] + frame.nodes[-1] + frame.top
    on_rings = [mark for mark in everyone if mark.place in RINGS]
    spots = _spots(on_rings, frame, (cx, cy), slots)
    shapes = [Box.around(x, y, radius + 2) for x, y, radius in spots.values()]
    taken = [*shapes, Box.around(cx, cy, frame.child + 3)]
    labels = _labels(on_rings, spots, (cx, cy), taken, frame)
    named = _captions(frame, cx, cy, captions, [*taken, *(each.box for each in labels.values())])
    nodes = [
        Node(mark.key, mark.place, *spots[mark.key], labels[mark.key])
        for mark in on_rings
        if mark.key in labels
    ]
    without = [mark for mark in on_rings if mark.key not in labels]
    in_bands, bands, height = _bands(everyone, without, spots, frame, 2 * cy)
    ring_names = tuple((ring, x, y) for ring, x, y, _box in named)
    return Layout(frame, cx, cy, height, (*nodes, *in_bands), bands, ring_names)


def _labels(
    on_rings: Sequence[Mark],
    spots: Mapping[str, Spot],
    middle: tuple[float, float],
    taken: Sequence[Box],
    frame: Frame,
) -> dict[str, Label]:
    bounds = Box(2, 2, frame.width - 2, 2 * middle[1] - 2)
    tries = {
        mark.key: candidates(
            _texts(mark, frame), spots[mark.key], middle, bounds=bounds, taken=taken
        )
        for mark in on_rings
    }
    spokes = {key: (*middle, x, y) for key, (x, y, _radius) in spots.items()}
    return place_labels(tries, spokes)


def _bands(
    everyone: Sequence[Mark],
    without: Sequence[Mark],
    spots: Mapping[str, Spot],
    frame: Frame,
    height: float,
) -> tuple[list[Node], tuple[Band, ...], float]:
    """The bands under the rings, and where they end."""
    by_angle = sorted(without, key=lambda mark: (mark.angle, mark.key))
    # The key repeats the number that stands in the shape on its ring.
    key = [replace(mark, name=f"{number} {mark.name}") for number, mark in enumerate(by_angle, 1)]
    groups = {
        "key": key,
        "unknown": [mark for mark in everyone if mark.place == "unknown"],
        "ended": [mark for mark in everyone if mark.place == "ended"],
    }
    nodes: list[Node] = []
    bands: list[Band] = []
    for name, group in groups.items():
        if not group:
            continue
        placed, end = _band(group, frame, height, shapes=name != "key")
        bands.append(Band(name, height, end))
        height = end
        if name == "key":
            for number, node in enumerate(placed, 1):
                x, y, radius = spots[node.key]
                nodes.append(replace(node, x=x, y=y, radius=radius, number=number))
        else:
            nodes.extend(placed)
    return nodes, tuple(bands), height


def _spots(
    on_rings: Sequence[Mark], frame: Frame, middle: tuple[float, float], slots: int
) -> dict[str, Spot]:
    """Shapes on their rings; two that would meet give way outwards, the later slot first."""
    spots: dict[str, Spot] = {}
    for mark in sorted(on_rings, key=lambda mark: (RINGS.index(mark.place), mark.slot, mark.key)):
        tries = (_spot(mark, frame, middle, slots, off) for off in (0, 8, -8, 14, -14, 20))
        first = next(tries)
        free = (spot for spot in (first, *tries) if not _touches(spot, spots.values()))
        spots[mark.key] = next(free, first)
    return spots


def _touches(spot: Spot, others: Iterable[Spot]) -> bool:
    x, y, radius = spot
    return any(math.hypot(x - ox, y - oy) < radius + other + 3 for ox, oy, other in others)


def _spot(mark: Mark, frame: Frame, middle: tuple[float, float], slots: int, off: float) -> Spot:
    """x, y and radius of the shape. Crowded rings get smaller shapes on two or three levels."""
    ring = RINGS.index(mark.place)
    distance, radius = frame.radii[ring] + off, frame.nodes[ring]
    scale = frame.radii[0] / WIDE.radii[0]
    if slots > 28:
        radius, distance = 7 * scale, distance + (mark.slot % 3 - 1) * 14 * scale
    elif slots > 16:
        radius, distance = 11 * scale, distance + (mark.slot % 2 - 0.5) * 16 * scale
    turn = math.radians(mark.angle)
    crowded = min(max(slots - 6, 0) / 6, 1)  # a few people look better all around
    turn += frame.sideways * crowded * math.sin(2 * turn)
    x, y = middle[0] + distance * math.sin(turn), middle[1] - distance * math.cos(turn)
    return round(x, 1), round(y, 1), round(radius, 1)


def _captions(
    frame: Frame, cx: float, cy: float, captions: Sequence[str], shapes: Sequence[Box]
) -> list[tuple[str, float, float, Box]]:
    """Each ring's name on its line: at the top if free, else where it is."""
    size = frame.type[1] - 0.5
    named: list[tuple[str, float, float, Box]] = []
    for ring, radius, words in zip(RINGS, frame.radii, captions, strict=True):
        half = text_width(words, size) / 2 + 3
        for turn in TURNS:
            x = cx + radius * math.sin(math.radians(turn))
            y = cy - radius * math.cos(math.radians(turn))
            box = Box(x - half, y - size * 0.7, x + half, y + size * 0.7)
            inside = box.x0 > 2 and box.x1 < frame.width - 2
            others = [other for _ring, _x, _y, other in named]
            if words and inside and not box.meets_any([*shapes, *others], 2):
                named.append((ring, round(x, 1), round(y, 1), box))
                break
    return named


def _texts(mark: Mark, frame: Frame) -> list[tuple[float, tuple[Text, ...]]]:
    """The ways a label may be written, each with what it costs in clearness."""
    ways = [
        (cost * 0.9, _written(mark, frame, mark.name, mark.details, room))
        for cost, room in enumerate(frame.wraps)
    ]
    ways += [
        (5 + cost, _written(mark, frame, mark.name, mark.short, room))
        for cost, room in enumerate(frame.wraps[1:])
    ]
    if mark.brief:
        ways.append((8, _written(mark, frame, mark.brief, mark.short, frame.wraps[-1])))
    return list({texts: (cost, texts) for cost, texts in reversed(ways)}.values())[::-1]


def _written(mark: Mark, frame: Frame, name: str, details: str, room: float) -> tuple[Text, ...]:
    big, small = frame.type
    texts = [Text(line, "name", big) for line in wrap(name, big, room, bold=True)]
    texts += [Text(line, "detail", small) for line in wrap(details, small, room, lines=3)]
    for warning in mark.warnings:
        # Never shortened to fit: a restriction half read is worse than none.
        texts += [
            Text(line, "warning", small) for line in wrap(warning, small, room, bold=True, lines=9)
        ]
    return tuple(texts)


def _band(
    group: Sequence[Mark], frame: Frame, top: float, *, shapes: bool
) -> tuple[list[Node], float]:
    """People in rows, one beside the other, each with the words to the right."""
    compact = len(group) >= COMPACT_FROM
    columns = frame.columns[1 if compact else 0]
    wide = (frame.width - 2 * frame.margin) / columns
    radius = 7.0 if compact else 10.0
    indent = 2 * radius + 7 if shapes else 0.0
    nodes: list[Node] = []
    y = top + frame.type[1] + 16  # below the band's heading
    for start in range(0, len(group), columns):
        row: list[Node] = []
        for column, mark in enumerate(group[start : start + columns]):
            x = frame.margin + column * wide + radius + 1
            left = frame.margin + column * wide + indent
            label = _chip(mark, frame, left, y, wide - indent - 8, compact)
            row.append(Node(mark.key, mark.place, round(x, 1), y, radius, label))
        bottom = max(max(node.label.box.y1, y + 2 * radius) for node in row)
        nodes.extend(
            replace(node, y=round(node.label.box.y0 + max(radius, frame.type[0] * 0.6), 1))
            for node in row
        )
        y = bottom + (4 if compact else 8)
    return nodes, y + 2


def _chip(mark: Mark, frame: Frame, x: float, y: float, room: float, compact: bool) -> Label:
    if not compact:
        return Label.stacked(_written(mark, frame, mark.name, mark.details, room), x, y, "start")
    big, small = frame.type[0] - 1, frame.type[1]
    name = cut(mark.name, big, room, bold=True)
    used = text_width(name, big, bold=True) + 5
    label = Label.stacked((Text(name, "name", big), *_warned(mark, small, room)), x, y, "start")
    if mark.short and used + 30 < room:
        return label.beside(Text(cut(mark.short, small, room - used), "detail", small), used)
    return label


def _warned(mark: Mark, size: float, room: float) -> list[Text]:
    return [
        Text(line, "warning", size)
        for warning in mark.warnings
        for line in wrap(warning, size, room, bold=True, lines=9)
    ]
