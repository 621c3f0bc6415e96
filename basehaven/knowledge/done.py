"""The shape of what was done elsewhere: a programme, a policy, a way of working, and its result."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from basehaven.knowledge.cues.words import Line, Strict, Words
from basehaven.knowledge.entry import Reference, Review, Reviewed
from basehaven.knowledge.indicator import IndicatorId

Basis = Literal["trial", "trials", "own_report", "records", "consensus", "guidance"]
Concern = Literal["moves", "continuity", "kin", "visits", "entries"]


class Done(Strict, Reviewed):
    """One thing that somebody did, where, what was found, and why it may be wrong.

    ``basis`` says on what it rests, and is no grade: a trial that found nothing is one too.
    ``name`` is a programme's own, the same in every language.
    ``in_short`` is what one printed page has room for, findings and doubt together.
    """

    kind: Literal["done-elsewhere"]
    id: Line
    name: Line | None = None
    label: Words
    where: Words
    what: Words
    found: Words
    doubt: Words
    in_short: Words
    basis: Basis
    concerns: tuple[Concern, ...] = Field(min_length=1)
    indicators: tuple[IndicatorId, ...] = Field(min_length=1)
    references: list[Reference] = Field(min_length=1)
    review: Review
