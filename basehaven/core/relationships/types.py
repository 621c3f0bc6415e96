"""The shapes that a child's relationships are handed over in.

Intervals are half-open: ``started_on`` is the first day, ``ended_on`` the day
it stopped, None while it goes on. Ids are opaque strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Spell:
    """How a tie is lived for a while. ``None`` and ``""`` mean not recorded."""

    started_on: date
    ended_on: date | None = None
    lives_with: bool | None = None
    hours_per_week: float | None = None  # hours, 0 to 168
    mode: str = ""  # in_person supervised video phone letter none
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship between the child and one adult, over time."""

    tie_id: str
    adult_id: str
    kind: str
    started_on: date
    ended_on: date | None = None
    end_reason: str = ""
    called: str = ""
    derived: bool = False
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """Where the child lives for a while."""

    stay_id: str
    started_on: date
    ended_on: date | None = None
    kind: str = "other"
    removal_id: str | None = None
    home_id: str | None = None
    carer_ids: tuple[str, ...] = ()
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Restriction:
    """What an order or a plan forbids between the child and one adult."""

    adult_id: str
    kind: str  # no_contact supervised_only no_pickup no_information hide_address
    started_on: date
    ended_on: date | None = None
    source: str = ""


DISTRESS_CONTEXTS = frozenset({"hurt", "ill", "frightened", "tired"})


def is_distress(distress: bool | None, context: str, arousal: str) -> bool:
    """Whether it was a hard moment: what was noted; else what context or arousal says.

    Source: the open tables, ``care_events`` (docs/reference/tables.md).

    >>> is_distress(None, "hurt", ""), is_distress(False, "hurt", "")
    (True, False)
    """
    if distress is not None:
        return distress
    return context in DISTRESS_CONTEXTS or arousal == "overwhelmed"


@dataclass(frozen=True, slots=True)
class CareEvent:
    """A moment of care as somebody saw it: one row of ``care_events``.

    Attributes:
        at: when, with its zone; its day is the day in that zone.
        distress: None when nobody noted it: see ``in_distress``.
        available: adults who could be turned to. Empty is not noted, never nobody.
        sought: ``someone``, ``nobody``, or empty when it was not noted.
        approached: whom the child turned to, in this order.
        missed: adults looked for who were not there.
        soothed: yes, partly, no, or empty when it was not noted.
        minutes_to_settle: 0 or more; None when it was not noted.
    """

    event_id: str
    at: datetime
    context: str
    seen: tuple[str, ...] = ()
    distress: bool | None = None
    arousal: str = ""  # asleep low calm wound_up overwhelmed
    available: tuple[str, ...] = ()
    sought: str = ""
    approached: tuple[str, ...] = ()
    approach: str = ""  # cry reach go look call
    missed: tuple[str, ...] = ()
    responder_id: str | None = None
    response: str = ""
    soothed: str = ""
    minutes_to_settle: int | None = None
    back_to_play: bool | None = None
    observer_id: str | None = None
    confidence: str = ""  # low medium high

    @property
    def in_distress(self) -> bool:
        """As :func:`is_distress`."""
        return is_distress(self.distress, self.context, self.arousal)
