"""One child's record as values: what is loaded once, projected, then shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import ClassVar

from basehaven.core.periods import Period
from basehaven.core.relationships.types import Restriction, Stay, Tie


@dataclass(frozen=True, slots=True)
class ChildFacts:
    ref: str
    name: str
    nicknames: tuple[str, ...]
    born_on: date | None
    born_precision: str
    due_on: date | None
    sex: str
    region: str


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """An adult in this child's life. ``adult_id`` elsewhere is this ``ref``."""

    ref: str
    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HomeFacts:
    ref: str
    name: str
    address: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class RemovalFacts:
    ref: str
    removed_on: date
    exited_on: date | None
    exit_reason: str


@dataclass(frozen=True, slots=True)
class RoomStay:
    """An enrolment, with the room's name."""

    ref: str
    room_ref: str
    room_name: str
    centre: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class PrimaryFacts:
    ref: str
    room_ref: str
    adult_id: str
    rank: str  # main backup
    started_on: date
    ended_on: date | None
    end_reason: str


@dataclass(frozen=True, slots=True)
class RestrictionFacts(Restriction):
    """A restriction with the name of its own row, so that a page can open it."""

    ref: str = ""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often somebody and the child were together: kept contacts, calls left out."""

    first: date
    last: date
    times: int
    recent: int  # in the four weeks before today


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A contact that was planned: still ahead, missed, or nobody said what became of it."""

    AHEAD: ClassVar[str] = "ahead"
    MISSED: ClassVar[str] = "missed"
    OPEN: ClassVar[str] = "open"

    on: date
    outcome: str
    cancelled_by: str = ""  # agency transport carer parent weather other


@dataclass(frozen=True, slots=True)
class SiblingFacts:
    """A brother or sister. ``child_ref`` is empty when the viewer may not open them.

    ``together`` lists when the two lived in one home. It empties itself when
    ``lives_together`` is None, so that a projection that hides one hides both.
    """

    ref: str
    child_ref: str
    name: str
    kind: str
    twin: bool
    born_on: date | None
    lives_together: bool | None  # None: not known, or not for this viewer
    started_on: date | None
    ended_on: date | None
    together: tuple[Period, ...] = ()
    sex: str = ""

    def __post_init__(self) -> None:
        if self.lives_together is None and self.together:
            object.__setattr__(self, "together", ())


@dataclass(frozen=True, slots=True)
class Presence:
    """Checked in and not out today."""

    room_name: str
    arrived_at: datetime
    adult_ids: tuple[str, ...]  # on shift in that room now


@dataclass(frozen=True, slots=True)
class ChildRecord:
    """Everything the child's page, its API, search and export may show.

    Only ``record.access.project`` turns a loaded record into one that a viewer
    may see; nothing shows a record that has not gone through it.
    """

    child: ChildFacts
    people: Mapping[str, PersonFacts]
    ties: tuple[Tie, ...]
    restrictions: tuple[Restriction, ...]
    removals: tuple[RemovalFacts, ...] = ()
    stays: tuple[Stay, ...] = ()
    homes: Mapping[str, HomeFacts] = field(default_factory=dict)
    rooms: tuple[RoomStay, ...] = ()
    primaries: tuple[PrimaryFacts, ...] = ()
    siblings: tuple[SiblingFacts, ...] = ()
    last_contact: Mapping[str, date] = field(default_factory=dict)  # adult ref -> day
    rhythms: Mapping[str, Rhythm] = field(default_factory=dict)  # adult ref -> in person
    plans: Mapping[str, tuple[PlanFacts, ...]] = field(default_factory=dict)  # adult ref -> since
    explained: tuple[str, ...] = ()  # adults of whom is said why there is no contact now
    presence: Presence | None = None
    as_known_on: date | None = None  # None: as known now
    hidden: tuple[str, ...] = ()  # in words, what this viewer does not see and why


@dataclass(frozen=True, slots=True)
class RecordThen(ChildRecord):
    """A record as it was known on a day, with what today's access is decided by.

    Attributes:
        present: the same record as known now, but for contacts.
        same_as: adults who stood on the record of their own then -> who they
            were found to be.
    """

    present: ChildRecord | None = None
    same_as: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, record: ChildRecord, present: ChildRecord, same_as: Mapping[str, str]
    ) -> RecordThen:
        shared = {part.name: getattr(record, part.name) for part in fields(ChildRecord)}
        return cls(**shared, present=present, same_as=same_as)


def refs_of(record: ChildRecord) -> frozenset[str]:
    """Of every row that has a page of its own."""
    return frozenset(
        [
            *(row.tie_id for row in record.ties),
            *(row.stay_id for row in record.stays),
            *(row.ref for row in record.rooms),
            *(row.ref for row in record.removals),
            *(row.ref for row in record.siblings),
            *(getattr(row, "ref", "") for row in record.restrictions),
        ]
    )
