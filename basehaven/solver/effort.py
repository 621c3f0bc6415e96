"""How long a search may go on: deterministic time first, the clock as a last guard."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")

PER_SECOND = 0.5
"""Deterministic time that is planned for each second and two workers: measured so that on an
ordinary machine it is used up before the clock is, and the same seed gives the same plan."""


@dataclass(slots=True)
class Effort:
    """A budget in deterministic time, and a clock.

    Attributes:
        seconds: of the clock.
        planned: all deterministic time there is; None: what fits the seconds.
        workers: threads; each search uses one.
        spent: deterministic time so far.
        cut: the clock ran out first, so that another run may find another plan.
    """

    seconds: float
    planned: float | None = None
    workers: int = 2
    spent: float = 0.0
    cut: bool = False
    _began: float = field(default_factory=time.monotonic)

    def left(self, share: float = 1.0) -> float:
        """What is left of a share of all there is; 0 once the clock has run out."""
        if self.seconds_left() <= 0:
            self.cut = True
            return 0.0
        planned = self.seconds * PER_SECOND if self.planned is None else self.planned
        return max(planned * share - self.spent, 0.0)

    def seconds_left(self) -> float:
        """What the clock leaves."""
        return self.seconds - self.seconds_spent()

    def seconds_spent(self) -> float:
        """What the clock says."""
        return time.monotonic() - self._began

    def side_by_side(self, tasks: Sequence[Callable[[], T]]) -> list[T]:
        """Run tasks that share nothing, in as many threads as there are workers.

        Results come in the order of the tasks, whichever is done first.
        """
        if self.workers < 2 or len(tasks) < 2:
            return [task() for task in tasks]
        with ThreadPoolExecutor(self.workers) as pool:
            return list(pool.map(lambda task: task(), tasks))
