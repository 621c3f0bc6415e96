"""The shape of an indicator and of the settings that its rules may be changed by."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from basehaven.knowledge.cues.words import Id, Line, Strict, Words
from basehaven.knowledge.entry import Reference, Review, Reviewed

Value = bool | int | str | tuple[str, ...]
Unit = Literal["percent", "per_1000_days", "per_100000_days", "index"]
Group = Literal["age_band", "region", "group", "cause", "window"]
IndicatorId = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z0-9_]+$")]
SCALES: dict[str, int] = {
    "percent": 100,
    "per_1000_days": 1_000,
    "per_100000_days": 100_000,
    "index": 1,
}
"""What numerator / denominator is multiplied by, for each unit."""


class IndicatorSetting(Strict):
    """One rule that could have gone otherwise: its default, what else may be chosen, its doubt."""

    default: Value = Field(union_mode="smart")
    choices: tuple[str, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    means: Words
    doubt: Words

    @model_validator(mode="after")
    def _fits(self) -> Self:
        given = self.default
        if isinstance(given, bool):
            return self
        if isinstance(given, int):
            if self.at_least is None or self.at_most is None:
                raise ValueError("a number needs at_least and at_most")
            if not self.at_least <= given <= self.at_most:
                raise ValueError("the default is outside at_least and at_most")
            return self
        named = {given} if isinstance(given, str) else set(given)
        if not self.choices or not named <= set(self.choices):
            raise ValueError("the default is none of the choices")
        return self


class IndicatorSettings(Strict, Reviewed):
    """Every setting by its name: one definition, whichever indicators use it."""

    kind: Literal["indicator-settings"]
    id: Line
    label: Line
    settings: dict[Id, IndicatorSetting]
    references: list[Reference] = Field(min_length=1)
    review: Review


class National(Strict):
    """A value that a rule names as the nation's, for a named round."""

    value: float
    means: Words
    reference: Line


class Indicator(Strict, Reviewed):
    """One indicator: what is divided by what, who is left out, and what is doubtful.

    ``direction`` says which way its makers hope that it goes; a page says "lower" or "higher",
    never "better": a figure can fall for a bad reason.
    """

    kind: Literal["indicator"]
    id: IndicatorId
    label: Words
    question: Words
    numerator: Words
    denominator: Words
    exclusions: tuple[Words, ...] = ()
    settings: tuple[Id, ...]
    direction: Literal["lower", "higher", "neither"]
    unit: Unit
    decimals: int = Field(ge=0, le=3)
    by: tuple[Group, ...]
    tables: tuple[Id, ...]
    national: National | None = None
    cautions: tuple[Words, ...] = Field(min_length=1)
    doubts: tuple[Words, ...] = ()
    small_groups: Words
    references: list[Reference] = Field(min_length=1)
    review: Review

    @property
    def set(self) -> str:
        """The set it belongs to: cfsr, england, nscaw, relationships or families."""
        return self.id.split(".")[0]

    @property
    def scale(self) -> int:
        """What numerator / denominator is multiplied by."""
        return SCALES[self.unit]
