"""The shape of a list of measures that somebody else defines, and whether our tables carry them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from basehaven.knowledge.cues.words import Line, Strict, Words
from basehaven.knowledge.entry import Reference, Review, Reviewed
from basehaven.knowledge.indicator import IndicatorId


class Measure(Strict):
    """One measure, in our own words.

    ``carried_by`` is the indicator that comes near it, and ``lacks`` what the open tables do not
    record of it, or how the indicator differs. ``definition`` says whether we read it or know it
    from memory.
    """

    number: int = Field(ge=1)
    name: Words
    numerator: Words
    denominator: Words
    definition: Literal["read", "partly_read", "from_memory"]
    carried_by: IndicatorId | None = None
    lacks: Words


class Measures(Strict, Reviewed):
    """All measures of one form, in its order."""

    kind: Literal["measures"]
    id: Line
    label: Words
    caution: Words
    measures: tuple[Measure, ...] = Field(min_length=1)
    references: list[Reference] = Field(min_length=1)
    review: Review
