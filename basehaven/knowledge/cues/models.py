"""The shape of each file on cues. A file that has another shape is refused with its field."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from basehaven.core.cues.types import CONTEXTS, FEWEST_NEEDS
from basehaven.knowledge.cues.words import Id, Line, Setting, Strict, Supports, Words
from basehaven.knowledge.entry import Reference, Review, Reviewed

Context = Literal[
    "arrival", "departure", "play", "meal", "nap", "tired", "care", "hurt", "ill", "frightened",
    "reunion", "transition", "visit", "other",
]  # fmt: skip
Arousal = Literal["asleep", "low", "calm", "wound_up", "overwhelmed"]
Need = Annotated[str, StringConstraints(pattern=r"^[A-Z]+(-[A-Z]+)?$")]
ANYWHERE = "any"


class OnCues(Strict, Reviewed):
    """What each of these files begins and ends with."""

    kind: str
    id: Line
    label: Words
    references: list[Supports] = Field(min_length=1)
    review: Review


class Ages(Strict):
    """Completed months, both included."""

    from_months: int = Field(ge=0, le=60)
    to_months: int = Field(ge=0, le=60)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_months > self.to_months:
            raise ValueError("from_months is after to_months: exchange them")
        return self


class Cues(Strict):
    """Which cues let a row speak; see docs/how-to/add-a-cue.md."""

    one_of: list[Id] = Field(min_length=1)
    and_one_of: list[Id] = []
    better_with: list[Id] = []


class Means(Words):
    """One thing it may mean, with what to try if it does."""

    need: Need
    try_: Words = Field(alias="try")
    added: bool = False  # ours: the sources of the row do not name this need


class BetterNot(Words):
    """What better not to do; only with children under so many months, where it says so."""

    under_months: int | None = Field(default=None, ge=1, le=60)


class CueRow(OnCues):
    """One row: what a camera would show, and several things that it may be asking for."""

    kind: Literal["cue"]
    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9-]*$")]
    seen: Words
    cues: Cues
    contexts: list[Context] | Literal["any"]
    ages: Ages
    arousal: list[Arousal] = []
    may_mean: list[Means]
    avoid: list[BetterNot] = Field(min_length=1)
    evidence: Annotated[str, StringConstraints(pattern=r"^[ABC](/[ABC])?$")]
    needs_expert: bool = False
    doubt: Words | None = None

    @model_validator(mode="after")
    def _is_plural(self) -> Self:
        if len({each.need for each in self.may_mean}) < FEWEST_NEEDS:
            raise ValueError(
                f"names fewer than {FEWEST_NEEDS} different needs under may_mean. One guess alone "
                "reads like a verdict; say what else it may be, with 'added: true' if it is yours"
            )
        if self.contexts != ANYWHERE and not self.contexts:
            raise ValueError("contexts is empty: list them, or say 'any'")
        return self

    @property
    def waits_for_expert(self) -> bool:
        """Practice reasoning: off until a clinician has read it."""
        return self.needs_expert or self.evidence == "C"


class Cue(Strict):
    """One thing that can be seen, in words that fit on a large button."""

    id: Id
    words: Words
    sort: Literal["behaviour", "around", "safety"]
    contexts: list[Context] | Literal["any"]  # where it is offered
    quiet: Literal["shut_down", "easy"] | None = None
    sought: Literal["someone", "nobody"] | None = None
    glad: bool = False
    sources: list[Line] = Field(min_length=1)

    def offered_in(self, context: str) -> bool:
        """Whether a screen for this context shows it."""
        return self.contexts == ANYWHERE or context in self.contexts


class CueGroup(Strict):
    """Cues that stand together under one heading."""

    id: Id
    words: Words
    cues: list[Cue] = Field(min_length=1)


class Vocabulary(OnCues):
    """Every cue there is. What is not here cannot be written into a record by us."""

    kind: Literal["cue-vocabulary"]
    groups: list[CueGroup] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [cue.id for group in self.groups for cue in group.cues]
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if twice:
            raise ValueError(f"'{twice[0]}' stands twice: keep one")
        return self


class NamedNeed(Strict):
    """A need in plain words: what the child may want, and what usually goes with it."""

    id: Need
    words: Words
    means: Words


class Needs(OnCues):
    """The controlled vocabulary of needs."""

    kind: Literal["cue-needs"]
    needs: list[NamedNeed] = Field(min_length=FEWEST_NEEDS)


class Sources(OnCues):
    """Every source of the rows, once: rows name it by its key."""

    kind: Literal["cue-sources"]
    references: list[Reference] = Field(min_length=1)  # type: ignore[assignment]


class EscalationRule(Strict):
    """When to talk to somebody. A pattern needs several observations; one sign does not."""

    id: Line
    label: Words
    sort: Literal["at_once", "pattern"]
    cues: list[Id] = Field(min_length=1)
    reports: bool = False
    who: list[Id] = Field(min_length=1)
    within: Id
    do: list[Words] = Field(min_length=1)
    avoid: list[Words] = Field(min_length=1)
    seen_once: Words | None = None
    observations: Setting | None = None
    on_days: Setting | None = None
    within_days: Setting | None = None
    span_days: Setting | None = None
    sources: list[Line] = Field(min_length=1)

    @model_validator(mode="after")
    def _patterns_are_several(self) -> Self:
        numbers = (self.observations, self.on_days, self.within_days)
        if self.sort == "pattern":
            if None in numbers:
                raise ValueError("a pattern says observations, on_days and within_days")
            if self.observations and self.observations.value < FEWEST_NEEDS:
                raise ValueError("one observation is no pattern: observations is 2 or more")
        elif any(numbers) or self.span_days:
            raise ValueError("at_once means one sign: leave the numbers out")
        return self


class Escalation(OnCues):
    """The rules, and what stands under each of them."""

    kind: Literal["cue-escalation"]
    always: Words
    who: dict[Id, Words]
    within: dict[Id, Words]
    rules: list[EscalationRule] = Field(min_length=1)


class ReportingStep(Strict):
    """How harm is reported in one place. ``own`` False says that nobody has set it."""

    id: Line
    own: bool
    title: Words
    lines: list[Words] = Field(min_length=1)


class ReportingSteps(OnCues):
    """Reporting steps by jurisdiction; ``default`` is there for those without."""

    kind: Literal["cue-reporting"]
    steps: list[ReportingStep] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_default(self) -> Self:
        if "default" not in {step.id for step in self.steps}:
            raise ValueError("no step with id 'default': a place without its own needs one")
        return self


class QuietNumbers(Strict):
    """From when on a quiet child is pointed out."""

    window_days: Setting
    hard_moments: Setting
    sought_share: Setting
    shut_down_moments: Setting
    easy_moments: Setting
    on_days: Setting
    calm_days: Setting
    silent_days: Setting


class Settings(OnCues):
    """Numbers of the reading function; each says what is doubtful about it."""

    kind: Literal["cue-settings"]
    quiet: QuietNumbers


class Months(Strict):
    """The names of the months."""

    en: list[Line] = Field(min_length=12, max_length=12)
    es: list[Line] = Field(min_length=12, max_length=12)


class Phrases(OnCues):
    """What contexts, arousals and grades are called, and the sentences of a reading."""

    kind: Literal["cue-phrases"]
    contexts: dict[Context, Words]
    arousal: dict[Arousal, Words]
    evidence: dict[Line, Words]
    months: Months
    phrases: dict[Id, Words]

    @model_validator(mode="after")
    def _every_context(self) -> Self:
        lacking = [each for each in CONTEXTS if each not in self.contexts]
        if lacking:
            raise ValueError(f"contexts has no words for '{lacking[0]}'")
        return self


class BannedWord(Strict):
    """A word or phrase in one language; ``*`` at its end stands for any ending."""

    language: Literal["en", "es"]
    word: Line
    because: Literal["class", "deficit", "owned", "forecast"]


class Banned(OnCues):
    """Words that no entry on cues may use, and why."""

    kind: Literal["cue-banned"]
    words: list[BannedWord] = Field(min_length=1)


KINDS: dict[str, type[OnCues]] = {
    "cue": CueRow,
    "cue-vocabulary": Vocabulary,
    "cue-needs": Needs,
    "cue-sources": Sources,
    "cue-escalation": Escalation,
    "cue-reporting": ReportingSteps,
    "cue-settings": Settings,
    "cue-phrases": Phrases,
    "cue-banned": Banned,
}
