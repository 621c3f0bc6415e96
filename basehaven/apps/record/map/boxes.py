"""Rectangles, and what they touch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """Left, top, right, bottom; y grows downwards as in SVG."""

    x0: float
    y0: float
    x1: float
    y1: float

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> Box:
        return cls(x - radius, y - radius, x + radius, y + radius)

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two come nearer than ``gap``."""
        return (
            self.x0 < other.x1 + gap
            and other.x0 < self.x1 + gap
            and self.y0 < other.y1 + gap
            and other.y0 < self.y1 + gap
        )

    def within(self, other: Box) -> bool:
        return (
            self.x0 >= other.x0
            and self.y0 >= other.y0
            and self.x1 <= other.x1
            and self.y1 <= other.y1
        )

    def meets_any(self, others: Iterable[Box], gap: float = 0.0) -> bool:
        return any(self.meets(other, gap) for other in others)

    def crossed_by(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Whether a straight line from one point to another enters the box."""
        if (x0 < self.x0 and x1 < self.x0) or (x0 > self.x1 and x1 > self.x1):
            return False
        if (y0 < self.y0 and y1 < self.y0) or (y0 > self.y1 and y1 > self.y1):
            return False
        enter, leave = 0.0, 1.0
        for start, delta, low, high in (
            (x0, x1 - x0, self.x0, self.x1),
            (y0, y1 - y0, self.y0, self.y1),
        ):
            if delta == 0:
                if start < low or start > high:
                    return False
                continue
            near, far = sorted(((low - start) / delta, (high - start) / delta))
            enter, leave = max(enter, near), min(leave, far)
            if enter > leave:
                return False
        return True
