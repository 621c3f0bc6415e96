"""Where everyone stands on the map. Pure geometry: no words, no database, no chance.

People whose share of the week is known stand on rings around the child; labels
go beside them where nothing is touched. Whoever finds no free place for a label
carries a number and is named in the key below the rings. People whose hours are
not recorded, and those whose tie has ended, stand in bands of their own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from basehaven.apps.record.map.bands import lay_bands, written
from basehaven.apps.record.map.boxes import Box
from basehaven.apps.record.map.frame import RINGS, WIDE, Frame, Layout, Mark, Node, Spot
from basehaven.apps.record.map.labels import Label, Text, candidates, place_labels
from basehaven.apps.record.map.measure import text_width

TURNS = tuple(turn for off in range(0, 181, 6) for turn in (off, 360 - off))  # from the top


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
    in_bands, bands, height = lay_bands(everyone, without, spots, frame, 2 * cy)
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
        (cost * 0.9, written(mark, frame, mark.name, mark.details, room))
        for cost, room in enumerate(frame.wraps)
    ]
    ways += [
        (5 + cost, written(mark, frame, mark.name, mark.short, room))
        for cost, room in enumerate(frame.wraps[1:])
    ]
    if mark.brief:
        ways.append((8, written(mark, frame, mark.brief, mark.short, frame.wraps[-1])))
    return list({texts: (cost, texts) for cost, texts in reversed(ways)}.values())[::-1]
