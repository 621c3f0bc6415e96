"""Labels that touch nothing: where each may stand, and which place it takes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from basehaven.apps.record.map.boxes import Box
from basehaven.apps.record.map.measure import text_width

LEADING = 1.22  # of the type size, from one line to the next
GAP = 3.0  # between a label and whatever is next to it
SHIFTS = ((0.0, 0.0), (-0.15, 0.1), (0.15, 0.1), (-0.3, 0.3), (0.3, 0.3), (-0.5, 0.8), (0.5, 0.8))
ENOUGH = 18  # places to choose from: with so many, the words need no shortening
IMPROVE_UP_TO = 30  # people on the rings: beyond it, there is little room to win
Spoke = tuple[float, float, float, float]


class Text(NamedTuple):
    words: str
    role: str  # name, detail or warning
    size: float

    @property
    def width(self) -> float:
        return text_width(self.words, self.size, self.role != "detail")


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text one under the other, where they start, and the box of all.

    Attributes:
        x: where lines are anchored.
        anchor: start, middle or end, as in SVG.
        aside: more words on the first line, and how far to the right of ``x``.
    """

    texts: tuple[Text, ...]
    x: float
    anchor: str
    box: Box
    aside: tuple[Text, float] | None = None

    @classmethod
    def stacked(cls, texts: Sequence[Text], x: float, top: float, anchor: str) -> Label:
        """One line under the other, from ``top``, at ``x``."""
        wide = max((text.width for text in texts), default=0.0)
        return cls(tuple(texts), x, anchor, box_of(x, top, wide, height_of(texts), anchor))

    def beside(self, text: Text, offset: float) -> Label:
        """The label with more words on its first line, ``offset`` to the right."""
        right = max(self.box.x1, self.x + offset + text.width)
        return replace(self, aside=(text, offset), box=self.box._replace(x1=right))

    @property
    def lines(self) -> list[tuple[Text, float, float]]:
        """Each line with the point it is anchored at."""
        found, y = [], self.box.y0
        for text in self.texts:
            found.append((text, round(self.x, 1), round(y + text.size * 0.92, 1)))
            y += text.size * LEADING
        if self.aside:
            text, offset = self.aside
            found.append((text, round(self.x + offset, 1), found[0][2]))
        return found


def height_of(texts: Sequence[Text]) -> float:
    return sum(text.size * LEADING for text in texts)


def box_of(x: float, top: float, wide: float, tall: float, anchor: str) -> Box:
    left = x if anchor == "start" else x - wide if anchor == "end" else x - wide / 2
    return Box(left, top, left + wide, top + tall)


Costed = tuple[float, Label]


def candidates(
    ways: Sequence[tuple[float, tuple[Text, ...]]],
    spot: tuple[float, float, float],
    middle: tuple[float, float],
    *,
    bounds: Box,
    taken: Sequence[Box],
) -> list[Costed]:
    """Every place beside a shape that is free of shapes, with its cost; best first."""
    x, y, radius = spot
    outward = (x - middle[0]) / (math.hypot(x - middle[0], y - middle[1]) or 1)
    sized = [
        (cost, texts, max((text.width for text in texts), default=0.0), height_of(texts))
        for cost, texts in ways
    ]
    wide = max((wide for _c, _t, wide, _h in sized), default=0.0) + radius + 9
    tall = max((tall for _c, _t, _w, tall in sized), default=0.0) + radius + 9
    reach = Box(x - wide, y - tall, x + wide, y + tall)
    near = [box for box in taken if box.meets(reach)]
    found: list[Costed] = []
    for cost, texts, width, height in sized:
        for anchor, dx, top, more in _sides(radius, height, outward):
            box = box_of(x + dx, y + top, width, height, anchor)
            if box.within(bounds) and not box.meets_any(near, GAP - 1):
                # Close to somebody else's shape, a label might be read as theirs.
                strangers = sum(box.meets(other, 9) for other in near)
                label = Label(texts, x + dx, anchor, box)
                found.append((cost + more + 1.6 * strangers, label))
        if len(found) >= ENOUGH:
            break
    return sorted(found, key=lambda pair: pair[0])


def _sides(radius: float, tall: float, outward: float) -> list[tuple[str, float, float, float]]:
    """Anchor, offset, top and cost of each side: outwards is best, then above or below."""
    beside = radius + 5
    right, left = (0.0, 2.2) if outward >= 0 else (2.2, 0.0)
    sides = []
    for shift, more in SHIFTS:
        top = -tall / 2 + shift * tall
        sides.append(("start", beside, top, right + more))
        sides.append(("end", -beside, top, left + more))
    for top, more in ((radius + 5, 1.6), (-radius - 5 - tall, 1.7)):
        sides.append(("middle", 0.0, top, more))
        sides.append(("start", -radius * 0.6, top, more + 0.3))
        sides.append(("end", radius * 0.6, top, more + 0.3))
    return sides


def place_labels(
    tries: Mapping[str, Sequence[Costed]], spokes: Mapping[str, Spoke]
) -> dict[str, Label]:
    """Choose places so that no two labels meet; the hardest to place choose first.

    Returns labels by key. Whoever is missing has no free place left, even if up
    to two others moved out of the way.
    """
    costed = {key: _with_spokes(key, found, spokes) for key, found in tries.items()}
    placed: dict[str, Costed] = {}
    for key in sorted(costed, key=lambda key: (len(costed[key]), key)):
        free = _first_free(costed[key], placed.values())
        placed = {**placed, key: free} if free else _made_room(key, costed, placed)
    return {key: label for key, (_cost, label) in _improved(placed, costed).items()}


def _first_free(found: Sequence[Costed], placed: Iterable[Costed]) -> Costed | None:
    boxes = [label.box for _cost, label in placed]
    return next((each for each in found if not each[1].box.meets_any(boxes, GAP)), None)


def _made_room(
    key: str, costed: Mapping[str, Sequence[Costed]], placed: dict[str, Costed]
) -> dict[str, Costed]:
    """The labels with ``key`` among them, if one or two others can stand elsewhere."""
    for each in costed[key]:
        tried = _with(key, each, costed, placed, most=2)
        if tried is not None:
            return tried
    return placed


def _with(
    key: str,
    each: Costed,
    costed: Mapping[str, Sequence[Costed]],
    placed: Mapping[str, Costed],
    *,
    most: int,
) -> dict[str, Costed] | None:
    """The labels with ``key`` at one place, when at most ``most`` others give way to it."""
    box = each[1].box
    in_the_way = [k for k, (_c, label) in placed.items() if k != key and label.box.meets(box, GAP)]
    if len(in_the_way) > most:
        return None
    tried = {k: other for k, other in placed.items() if k not in in_the_way} | {key: each}
    for other in in_the_way:
        moved = _first_free(costed[other], tried.values())
        if moved is None:
            return None
        tried[other] = moved
    return tried


def _improved(
    placed: dict[str, Costed], costed: Mapping[str, Sequence[Costed]]
) -> dict[str, Costed]:
    """Each label tries better places, also where one other must give way, twice over."""
    if len(placed) > IMPROVE_UP_TO:
        return placed
    for key in sorted(placed, key=lambda key: (-placed[key][0], key)) * 2:
        for each in costed[key]:
            if each[0] >= placed[key][0]:
                break
            tried = _with(key, each, costed, placed, most=1)
            if tried is not None and _sum(tried) < _sum(placed) - 0.01:
                placed = tried
                break
    return placed


def _sum(placed: Mapping[str, Costed]) -> float:
    return sum(cost for cost, _label in placed.values())


def _with_spokes(key: str, found: Sequence[Costed], spokes: Mapping[str, Spoke]) -> list[Costed]:
    """Best first, where covering the line between the child and somebody costs too."""
    costed = [
        (
            cost
            + sum(
                (5.0 if other == key else 3.0)
                for other, spoke in spokes.items()
                if label.box.crossed_by(*spoke)
            ),
            label,
        )
        for cost, label in found
    ]
    return sorted(costed, key=lambda each: each[0])  # stable: equals keep their order
