"""Room for names beside dots: a name that finds none is left out, since the table has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LETTER, HIGH, CLEAR = 6.6, 13, 5  # pixels: a letter's width, a line's height, around a dot
NEAR = 16  # around a dot that has a name itself: a name between two could be taken for either's


@dataclass(frozen=True, slots=True)
class Label:
    """A name and where its left middle stands, in pixels."""

    name: str
    x: float
    y: float


def placed(
    names: Sequence[tuple[str, tuple[float, float]]],
    dots: Sequence[tuple[float, float]],
    size: tuple[int, int],
) -> list[Label]:
    """Names beside their dots, none over another, over a dot, or outside the picture."""
    taken = [(x - CLEAR, y - CLEAR, x + CLEAR, y + CLEAR) for x, y in dots]
    made: list[Label] = []
    near = [(x - NEAR, y - NEAR, x + NEAR, y + NEAR) for _name, (x, y) in names]
    for number, (name, (x, y)) in enumerate(names):
        others = [*taken, *near[:number], *near[number + 1 :]]
        wide = LETTER * len(name)
        spots = [(x + 9, y), (x - 9 - wide, y), (x - wide / 2, y - 13), (x - wide / 2, y + 13)]
        for left, middle in spots:
            box = (left, middle - HIGH / 2, left + wide, middle + HIGH / 2)
            inside = box[0] >= 0 and box[2] <= size[0] and box[1] >= 0 and box[3] <= size[1]
            if inside and not any(_over(box, other) for other in others):
                made.append(Label(name, left, middle))
                taken.append(box)
                break
    return made


def _over(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    return not apart
