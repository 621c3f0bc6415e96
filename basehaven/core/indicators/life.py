"""What the indicators of relationships and of families are told of one child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from basehaven.core.indicators.unit import UNBORN, Child, Settings
from basehaven.core.relationships.types import Restriction, Stay, Tie


@dataclass(frozen=True, slots=True)
class Contact:
    """A time with one adult, or a plan of it. ``None`` and ``""`` mean not recorded."""

    contact_id: str
    adult_id: str | None
    on: date
    seq: int = 0
    kind: str = ""  # care visit family_time call other
    planned: bool | None = None
    kept: bool | None = None
    cancelled_by: str = ""

    @property
    def took_place(self) -> bool | None:
        """Whether the two met; None for a plan of which nobody has said what became of it.

        What nobody noted the outcome of took place, unless it was a plan.
        """
        if self.kept is not None:
            return self.kept
        if self.cancelled_by:
            return False
        return None if self.planned else True


@dataclass(frozen=True, slots=True)
class Sibling:
    """A brother or sister, with where they live."""

    sibling_id: str
    kind: str
    started_on: date | None = None
    ended_on: date | None = None
    stays: tuple[Stay, ...] = ()


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A child's time in a room."""

    room_id: str
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class PrimarySpell:
    """Whose child it is in a room: ``main`` or ``backup``."""

    room_id: str
    adult_id: str
    rank: str
    started_on: date
    ended_on: date | None = None
    end_reason: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """From coming to leaving; None when nobody noted the leaving."""

    room_id: str
    arrived_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """When an adult is in a room."""

    adult_id: str
    room_id: str
    from_at: datetime
    to_at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """A home visit, or a plan of it."""

    visit_id: str
    on: date
    programme_id: str | None = None
    kept: bool | None = None
    cancelled_by: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """Something a family could use help with."""

    need_id: str
    raised_on: date
    wants_help: bool | None = None
    referred_on: date | None = None
    met_on: date | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen of the child, or of somebody who cares for it."""

    screen_id: str
    on: date
    subject: str = ""  # child caregiver


@dataclass(frozen=True, slots=True)
class Eligible:
    """When a family may have the visits of a programme."""

    programme_id: str
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """All that is recorded of one child, in any order.

    Attributes:
        known_until: the last day of which the child's whole source tells
            anything of the kind that is asked about; None when nothing does.
    """

    child: Child = field(default_factory=Child)
    ties: tuple[Tie, ...] = ()
    stays: tuple[Stay, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    contacts: tuple[Contact, ...] = ()
    siblings: tuple[Sibling, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    primaries: tuple[PrimarySpell, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    shifts: tuple[Shift, ...] = ()
    visits: tuple[Visit, ...] = ()
    needs: tuple[Need, ...] = ()
    screens: tuple[Screen, ...] = ()
    eligible: tuple[Eligible, ...] = ()
    known_until: date | None = None


def birth_of(child: Child, settings: Settings) -> date | None:
    """The day of birth, or None; an expected date is one only if the setting says so.

    >>> unborn = Child(date(2025, 3, 1), "unborn")
    >>> birth_of(unborn, {"expected_date": "no_birth_date"}) is None
    True
    """
    expected = child.born_precision == UNBORN
    return None if expected and settings["expected_date"] != "as_birth_date" else child.born_on


def contacts_known_until(contacts: Iterable[Contact], settings: Settings) -> date | None:
    """The last day of a source's contacts that are on record: see :func:`on_record`."""
    return max((one.on for one in contacts if on_record(one, settings)), default=None)


def needs_known_until(needs: Iterable[Need]) -> date | None:
    """The last day on which a need of a source was raised, referred or met."""
    days = [day for n in needs for day in (n.raised_on, n.referred_on, n.met_on)]
    return max((day for day in days if day is not None), default=None)


def on_record(contact: Contact, settings: Settings) -> bool:
    """Whether a contact shows that contacts are recorded.

    >>> call = Contact("c", "ana", date(2024, 5, 1), kind="call")
    >>> rules = {"contact_modes": "in_person", "recorded_by": "any"}
    >>> on_record(call, rules), keeps(call, rules)
    (True, False)
    """
    if settings["recorded_by"] == "keeping":
        return keeps(contact, settings)
    return contact.took_place is not None


def keeps(contact: Contact, settings: Settings) -> bool:
    """Whether a contact keeps a tie."""
    by_phone = contact.kind == "call" and settings["contact_modes"] == "in_person"
    return bool(contact.took_place) and not by_phone
