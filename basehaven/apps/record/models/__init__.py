"""The record's models, one for each open table, and what guards them."""

from basehaven.apps.record.models.base import DatedRow, Row, RowQuerySet, today
from basehaven.apps.record.models.days import (
    CancelledBy,
    CareEvent,
    Contact,
    Eligibility,
    Need,
    Screen,
    Visit,
)
from basehaven.apps.record.models.finding import AdultWord, ChildWord, DuplicateHint, Spelling
from basehaven.apps.record.models.history import LawfulRemoval, Merge, Version
from basehaven.apps.record.models.homes import Home, Removal, Report, Stay, StayCarer
from basehaven.apps.record.models.people import Adult, AdultRole, BornPrecision, Child, Sibling
from basehaven.apps.record.models.rights import FamilyRight, WorkingRelationship
from basehaven.apps.record.models.rooms import Attendance, Enrolment, PrimarySpell, Room, Shift
from basehaven.apps.record.models.ties import EndReason, Restriction, Tie, TieSpell

__all__ = [
    "Adult",
    "AdultRole",
    "AdultWord",
    "Attendance",
    "BornPrecision",
    "CancelledBy",
    "CareEvent",
    "Child",
    "ChildWord",
    "Contact",
    "DatedRow",
    "DuplicateHint",
    "Eligibility",
    "EndReason",
    "Enrolment",
    "FamilyRight",
    "Home",
    "LawfulRemoval",
    "Merge",
    "Need",
    "PrimarySpell",
    "Removal",
    "Report",
    "Restriction",
    "Room",
    "Row",
    "RowQuerySet",
    "Screen",
    "Shift",
    "Sibling",
    "Spelling",
    "Stay",
    "StayCarer",
    "Tie",
    "TieSpell",
    "Version",
    "Visit",
    "WorkingRelationship",
    "today",
]
