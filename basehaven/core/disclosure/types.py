"""Values of the disclosure step: what is handed in and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

At = tuple[tuple[str, str], ...]
Key = tuple[str, str, At]  # indicator, period, where

ALL = "all"
SHOWN, ROUNDED, HIDDEN = "shown", "rounded", "hidden"
SHARE, RATE, COUNT = "share", "rate", "count"


def at(**values: str | None) -> At:
    """Where a cell stands; a dimension left out, empty or ``all`` is the total.

    >>> at(region="north", age_band="all")
    (('region', 'north'),)
    """
    return tuple(sorted((d, str(v)) for d, v in values.items() if v not in (None, "", ALL)))


@dataclass(frozen=True, slots=True)
class Rules:
    """One jurisdiction's rules, from ``knowledge/disclosure``.

    Attributes:
        hidden_from: the smallest count that is hidden.
        hidden_to: the largest; a count between the two tells of a few children.
        rounding: what is shown is rounded to the nearest multiple; 1 is no rounding.
        least_base: with a smaller shown denominator no percentage or rate is given.
        least_possible: so many values, in whole numbers, each hidden small count
            could have for somebody who knows all that is published.
        zeros_shown: whether "none" may be said. If not, 0 is hidden as well.
    """

    hidden_from: int = 1
    hidden_to: int = 7
    rounding: int = 5
    least_base: int = 30
    least_possible: int = 7
    zeros_shown: bool = True

    def __post_init__(self) -> None:
        """Refuse rules that protect nothing or contradict themselves."""
        if not 1 <= self.hidden_from <= self.hidden_to:
            raise ValueError("hidden_from is at least 1 and at most hidden_to.")
        if self.rounding < 1 or self.least_possible < 2:
            raise ValueError("rounding is at least 1, least_possible at least 2.")

    def is_small(self, count: int) -> bool:
        """Whether a count tells of a few children only."""
        return self.hidden_from <= count <= self.hidden_to or (count == 0 and not self.zeros_shown)

    def rounded(self, count: int) -> int:
        """To the nearest multiple, halves up.

        >>> [Rules().rounded(n) for n in (0, 8, 12, 13)]
        [0, 10, 10, 15]
        """
        return (2 * count + self.rounding) // (2 * self.rounding) * self.rounding


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure before it is protected.

    Attributes:
        indicator: id of the indicator.
        period: as named on the page. Figures of two periods do not add up here.
        at: where, from :func:`at`.
        numerator: a count: of children, or of events in a rate.
        denominator: of a share the children it is of; of a rate days or the
            like; of a count the same as the numerator.
        people: of a rate: how many children stand behind its base.
        with_events: of a rate: how many of them had an event. Twelve moves may be one child's.
        behind: of a share that counts something else than children (visits, ties,
            minutes): how many children stand behind its yes, its no and its base.
            A count of few children is small, however many it counts.
    """

    indicator: str
    period: str
    at: At
    numerator: int
    denominator: int
    people: int | None = None
    with_events: int | None = None
    behind: tuple[int, int, int] | None = None

    @property
    def key(self) -> Key:
        return (self.indicator, self.period, self.at)


@dataclass(frozen=True, slots=True)
class Table:
    """Cells of one kind. Tables that are published together are handed in together.

    Attributes:
        cells: with totals along each dimension, if these are published.
        kind: ``share``, ``rate`` or ``count``.
        population: a name for whom the denominators count, where several
            indicators share it. Empty: the indicator's own. Indicators whose
            denominators agree wherever both are given are treated as sharing.
        within: dimension -> value -> the wider value that it is part of.
        overlapping: dimensions in which a child may stand in several values.
            Values that sum past their total are taken to overlap anyway.
    """

    cells: tuple[Cell, ...]
    kind: str = SHARE
    population: str = ""
    within: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    overlapping: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it may be published. Hidden is None, and never 0.

    Attributes:
        state: ``shown``, ``rounded``, or ``hidden`` when its numerator is.
        value: numerator / denominator as published, exact; None if either is
            hidden or the base is too small (``small_base``).
    """

    indicator: str
    period: str
    at: At
    numerator: int | None
    denominator: int | None
    value: Fraction | None
    state: str
    small_base: bool = False

    @property
    def key(self) -> Key:
        return (self.indicator, self.period, self.at)

    def between(self, rounding: int) -> tuple[Fraction, Fraction]:
        """The least and the greatest value that its counts may have had before rounding.

        Args:
            rounding: of its release; 1 when nothing was rounded.

        Returns:
            Both without unit; both the value itself where nothing was rounded.

        Raises:
            ValueError: it has no value.

        >>> one = Figure("moves", "2024", (), 30, 60, Fraction(1, 2), ROUNDED, False)
        >>> [round(float(end), 3) for end in one.between(5)]
        [0.452, 0.552]
        """
        if self.value is None or self.numerator is None or self.denominator is None:
            raise ValueError(f"{self.indicator}, {self.period}: no value to be between anything.")
        below, above = rounding // 2, (rounding - 1) // 2
        least = Fraction(max(self.numerator - below, 0), self.denominator + above)
        return least, Fraction(self.numerator + above, max(self.denominator - below, 1))


@dataclass(frozen=True, slots=True)
class Withheld:
    """A breakdown that could not be protected and is left out whole.

    Attributes:
        dimensions: of the breakdown; none is everything of the indicator.
        reason: in words, without any figure.
    """

    indicator: str
    period: str
    dimensions: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Protected:
    """What may be published. Nothing in it says which cell was small and which only helps.

    Attributes:
        figures: by indicator, period and place, in the order of the tables.
        withheld: breakdowns left out, with the reason.
        rules: by which it was made.
    """

    figures: Mapping[Key, Figure]
    withheld: tuple[Withheld, ...]
    rules: Rules
