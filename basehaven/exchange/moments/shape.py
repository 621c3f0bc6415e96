"""The shape of a file of moments. docs/how-to/read-cues.md shows it with examples."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    StringConstraints,
    model_validator,
)

from basehaven.knowledge.cues.models import Arousal, Context

MOST_MONTHS = 216  # 18 years: beyond it, the number is not an age in months


def _day(value: Any) -> Any:
    """A day as YAML or ISO text gives it; a bare number would be taken for seconds since 1970."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    if type(value) is not date:
        raise ValueError("write a day such as 2026-03-02")
    return value


def _noted(value: Any) -> Any:
    """Empty means not noted, as in the open tables."""
    return None if value == "" else value


Day = Annotated[date, BeforeValidator(_day)]
Months = Annotated[StrictInt, Field(ge=0, le=MOST_MONTHS)]
Count = Annotated[StrictInt, Field(ge=0)]
NotNoted = BeforeValidator(_noted)
MaybeContext = Annotated[Context | None, NotNoted]
MaybeArousal = Annotated[Arousal | None, NotNoted]
MaybeSought = Annotated[Literal["someone", "nobody"] | None, NotNoted]
MaybeSoothed = Annotated[Literal["yes", "partly", "no"] | None, NotNoted]
Text = Annotated[StrictStr, StringConstraints(strip_whitespace=True, min_length=1)]


class Part(BaseModel):
    """A field that nobody knows is refused, so that a slip of the pen is not lost."""

    model_config = ConfigDict(extra="forbid")


class HelpedBefore(Part):
    """What was done with this child before, how often, and how it went."""

    did: Text
    context: MaybeContext = None
    tried: Annotated[StrictInt, Field(ge=1)]
    helped: Count
    partly: Count = 0
    last: Day

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.helped + self.partly > self.tried:
            raise ValueError("helped and partly together are more than tried")
        return self


class OnCard(Part):
    """A line of the child's own card, and what it is about."""

    text: Text
    cues: list[StrictStr] = []
    contexts: list[Context] = []


class Before(Part):
    """An earlier moment: fields as in the table ``care_events``."""

    date: Day
    context: MaybeContext = None
    seen: list[StrictStr] = []
    distress: StrictBool | None = None
    arousal: MaybeArousal = None
    sought: MaybeSought = None
    response: StrictStr = ""
    soothed: MaybeSoothed = None


class Written(Part):
    """One moment of one child, as somebody wrote it down."""

    name: StrictStr = ""
    seen: list[StrictStr]
    context: MaybeContext = None
    age_months: Months | None = None
    corrected_age_months: Months | None = None
    arousal: MaybeArousal = None
    sought: MaybeSought = None
    date: Day | None = None
    helped: list[HelpedBefore] = []
    card: list[OnCard | Text] = []
    before: list[Before] = []
    days_here: list[Day] = []

    @model_validator(mode="after")
    def _ages_agree(self) -> Self:
        born, due = self.age_months, self.corrected_age_months
        if born is not None and due is not None and due > born:
            raise ValueError("corrected_age_months is more than age_months")
        return self
