"""What several indicators ask of the same tables: worked out once, kept while it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import ibis


def _as_it_is(expression: ibis.Table) -> ibis.Table:
    return expression


def _nothing(_kept: ibis.Table) -> None:
    return None


@dataclass
class Once:
    """Results by the expression that they are of, so that nobody has to name them.

    Attributes:
        keep: works an expression out and gives a table of its rows; as it comes,
            it leaves every expression as it is.
        let_go: drops such a table.
    """

    keep: Callable[[ibis.Table], ibis.Table] = _as_it_is
    let_go: Callable[[ibis.Table], None] = _nothing
    _kept: dict[Any, ibis.Table] = field(default_factory=dict, repr=False)
    _of: str = field(default="", repr=False)

    def __call__(self, expression: ibis.Table) -> ibis.Table:
        """The same rows, worked out now unless they are here already."""
        what = expression.op()
        if what not in self._kept:
            self._kept[what] = self.keep(expression)
        return self._kept[what]

    def begin(self, name: str) -> None:
        """From here on somebody else asks: what was kept for others is let go.

        Args:
            name: of what those who follow share; empty when they share nothing.
        """
        if name != self._of or not name:
            while self._kept:
                self.let_go(self._kept.popitem()[1])
        self._of = name
