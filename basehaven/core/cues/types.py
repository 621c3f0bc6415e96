"""The shapes that a moment, a child's own history and the knowledge rows are handed over in.

Words are plain strings of one language: whoever builds the rows chooses it. Ids
are those of the knowledge entries. Nothing here is ever stored: a reading is
worked out when somebody looks, so that a guess cannot become evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from basehaven.core.relationships.types import is_distress

CONTEXTS = (
    "arrival", "departure", "play", "meal", "nap", "tired", "care", "hurt", "ill", "frightened",
    "reunion", "transition", "visit", "other",
)  # fmt: skip
AROUSALS = ("asleep", "low", "calm", "wound_up", "overwhelmed")
SOMEONE, NOBODY = "someone", "nobody"
DID_NOT_COME = "did_not_come"  # the cue that stands for ``sought`` = nobody
FEWEST_NEEDS = 2  # one guess alone reads like a verdict


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a row's behaviour may be asking for, and what to try if so."""

    need: str
    may_mean: str
    try_: str
    added: bool = False  # ours: the row's sources do not name it


@dataclass(frozen=True, slots=True)
class Avoid:
    """What better not to do; ``under_months`` only with children younger than that."""

    text: str
    under_months: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the knowledge base: where it belongs and what it may mean.

    Attributes:
        one_of: at least one of these cues must be seen.
        and_one_of: and one of these as well, where there are any.
        better_with: cues that make it fit better and need not be there.
        contexts: where it belongs; empty means everywhere.
        from_months: youngest age in completed months.
        to_months: oldest age in completed months, that month included.
        arousals: how the child must be, where that was noted; empty means any.
        meanings: at least two different needs.
        evidence: ``A`` research, ``B`` guideline, ``C`` practice reasoning, or
            two of them with a stroke between.
        checked: a second person has read it against its sources.
    """

    row_id: str
    label: str
    one_of: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    avoid: tuple[Avoid, ...]
    and_one_of: tuple[str, ...] = ()
    better_with: tuple[str, ...] = ()
    contexts: frozenset[str] = frozenset()
    from_months: int = 0
    to_months: int = 60
    arousals: frozenset[str] = frozenset()
    evidence: str = "C"
    checked: bool = False
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len({meaning.need for meaning in self.meanings}) < FEWEST_NEEDS:
            raise ValueError(
                f"{self.row_id} names fewer than {FEWEST_NEEDS} needs. One guess alone reads like "
                "a verdict: add what else it may be, or leave the row out."
            )


@dataclass(frozen=True, slots=True)
class Moment:
    """What was seen just now.

    Attributes:
        seen: cue ids; what was going on around the child is among them.
        context: one of :data:`CONTEXTS`; empty when nobody noted it.
        months: completed months since birth, 0 or more; None when not known.
        corrected_months: since the due day, for a child born early and still
            corrected; 0 before that day. Development goes by this one.
        arousal: one of :data:`AROUSALS`, or empty.
        sought: ``someone``, ``nobody``, or empty when not noted: never "nobody".
        on: the day.
        event_id: of the row it will be or was saved as, so that it is not
            counted a second time among the observations.
    """

    seen: frozenset[str]
    context: str = ""
    months: int | None = None
    corrected_months: int | None = None
    arousal: str = ""
    sought: str = ""
    on: date | None = None
    event_id: str = ""

    @property
    def cues(self) -> frozenset[str]:
        """What was seen, with the cue for a child who turned to nobody."""
        return self.seen | {DID_NOT_COME} if self.sought == NOBODY else self.seen

    @property
    def age(self) -> int | None:
        """The age in months that rows go by."""
        return self.months if self.corrected_months is None else self.corrected_months


@dataclass(frozen=True, slots=True)
class Observation:
    """A moment of this child that was saved before; fields as in ``care_events``."""

    on: date
    seen: frozenset[str] = frozenset()
    context: str = ""
    distress: bool | None = None
    arousal: str = ""
    sought: str = ""
    response: str = ""
    soothed: str = ""  # yes partly no, or empty
    event_id: str = ""

    @property
    def cues(self) -> frozenset[str]:
        """As :attr:`Moment.cues`."""
        return self.seen | {DID_NOT_COME} if self.sought == NOBODY else self.seen

    @property
    def hard(self) -> bool:
        """Whether it was a hard moment, by the rule of the open tables."""
        return is_distress(self.distress, self.context, self.arousal)


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line that family or staff wrote on the child's own card.

    With cues or contexts it is about these; with neither it always holds.
    """

    text: str
    cues: frozenset[str] = frozenset()
    contexts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Helped:
    """What was tried with this child in one context, how often, and how it went."""

    did: str
    context: str
    tried: int
    helped: int
    partly: int
    last_on: date


@dataclass(frozen=True, slots=True)
class History:
    """What is known of this child, as far as whoever asks may see it.

    Attributes:
        helped: what was tried before; :func:`what_helped` makes it.
        card: the lines of the child's own card.
        observations: earlier moments, in any order.
        days_here: days on which the child was here, or empty if not recorded.
    """

    helped: tuple[Helped, ...] = ()
    card: tuple[CardLine, ...] = ()
    observations: tuple[Observation, ...] = ()
    days_here: tuple[date, ...] = ()
