"""Drawn by lot, the same on every machine for the same seed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


class Chance:
    """A seeded source of everything that the demo leaves to chance.

    Built on ``Random.random`` alone: how Python picks from a list may change
    between versions, and the same seed is to give the same bytes.

    >>> Chance("a").days(1, 6) == Chance("a").days(1, 6)
    True
    """

    def __init__(self, seed: str) -> None:
        self.draw = Random(seed).random  # noqa: S311 - a demo is to be repeatable, not secret

    def happens(self, share: float) -> bool:
        return self.draw() < share

    def days(self, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``, both included."""
        return least + int(self.draw() * (most - least + 1))

    def pick(self, things: Sequence[Thing]) -> Thing:
        return things[int(self.draw() * len(things))]

    def weighted(self, choices: Sequence[tuple[Thing, float]]) -> Thing:
        """One of ``(thing, weight)``; the weights need not add up to one."""
        left = self.draw() * sum(weight for _, weight in choices)
        for thing, weight in choices:
            left -= weight
            if left < 0:
                return thing
        return choices[-1][0]

    def wait(self, per_day: float) -> int:
        """Days until something that happens ``per_day`` times a day, at least one."""
        if per_day <= 0:
            return 10**6
        return max(1, math.ceil(-math.log(1.0 - self.draw()) / per_day))

    def day_between(self, first: date, last: date) -> date:
        return first + timedelta(days=self.days(0, max((last - first).days, 0)))


def per_day(share_a_year: float) -> float:
    """How often a day, when ``share_a_year`` of all are over after a year.

    >>> round(1 - math.exp(-365.25 * per_day(0.29)), 2)
    0.29
    """
    return -math.log(1.0 - share_a_year) / 365.25
