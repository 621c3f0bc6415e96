"""The bands under the rings: the key, the people of unknown hours, the ended ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from basehaven.apps.record.map.frame import Band, Frame, Mark, Node, Spot
from basehaven.apps.record.map.labels import Label, Text
from basehaven.apps.record.map.measure import cut, text_width, wrap

COMPACT_FROM = 10  # people in a band from which each gets one line


def lay_bands(
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


def written(mark: Mark, frame: Frame, name: str, details: str, room: float) -> tuple[Text, ...]:
    big, small = frame.type
    texts = [Text(line, "name", big) for line in wrap(name, big, room, bold=True)]
    texts += [Text(line, "detail", small) for line in wrap(details, small, room, lines=4)]
    return (*texts, *_warned(mark, small, room))


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
        return Label.stacked(written(mark, frame, mark.name, mark.details, room), x, y, "start")
    big, small = frame.type[0] - 1, frame.type[1]
    name = cut(mark.name, big, room, bold=True)
    used = text_width(name, big, bold=True) + 5
    label = Label.stacked((Text(name, "name", big), *_warned(mark, small, room)), x, y, "start")
    if mark.short and used + 30 < room:
        return label.beside(Text(cut(mark.short, small, room - used), "detail", small), used)
    return label


def _warned(mark: Mark, size: float, room: float) -> list[Text]:
    """Never shortened to fit: a restriction half read is worse than none."""
    return [
        Text(line, "warning", size)
        for warning in mark.warnings
        for line in wrap(warning, size, room, bold=True, lines=99)
    ]
