"""The shape of the fixed list of tables that an agency's release is made of."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from basehaven.knowledge.cues.words import Line, Strict, Words
from basehaven.knowledge.entry import Reference, Review, Reviewed
from basehaven.knowledge.indicator import IndicatorId

By = Literal["age_band", "region", "group"]
Kind = Literal["share", "rate"]


class TablesOf(Strict):
    """Indicators that are published alike.

    ``followed_months``: how long after the period the record must go on before
    the figure says anything; the period lies so much further back.
    """

    indicators: tuple[IndicatorId, ...] = Field(min_length=1)
    period: Literal["quarter", "year"]
    followed_months: int = Field(default=0, ge=0, le=24, multiple_of=3)
    kind: Kind = "share"
    by: tuple[By, ...]
    because: Words


class LeastRounding(Strict):
    """To which multiple counts are rounded at least, whichever rules an agency has."""

    value: int = Field(ge=2)
    because: Words
    doubt: Words


class NotPublished(Strict):
    """Indicators that are in no release, and why."""

    indicators: tuple[IndicatorId, ...] = Field(min_length=1)
    because: Words


class ReleaseTables(Strict, Reviewed):
    """Every table of a release. What is not on the list is not published."""

    kind: Literal["release-tables"]
    id: Line
    label: Words
    least_rounding: LeastRounding
    tables: tuple[TablesOf, ...] = Field(min_length=1)
    not_published: tuple[NotPublished, ...] = ()
    doubts: tuple[Words, ...] = Field(min_length=1)
    references: list[Reference] = Field(min_length=1)
    review: Review

    @property
    def named(self) -> list[str]:
        """Every indicator that the list speaks of."""
        shown = [one for part in self.tables for one in part.indicators]
        return shown + [one for part in self.not_published for one in part.indicators]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        named = self.named
        twice = sorted({one for one in named if named.count(one) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)}: on the list twice")
        return self
