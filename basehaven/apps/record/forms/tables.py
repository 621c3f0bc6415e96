"""Every table that people edit: its rows, the verb it takes, and the form of its facts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.forms.base import RecordForm
from basehaven.apps.record.forms.family import RestrictionFacts, RightFacts, SiblingFacts
from basehaven.apps.record.forms.homes import RemovalFacts, StayFacts
from basehaven.apps.record.forms.rooms import (
    AttendanceFacts,
    ContactFacts,
    EnrolmentFacts,
    PrimaryFacts,
)
from basehaven.apps.record.forms.ties import SpellForm, TieFacts
from basehaven.apps.record.models import (
    Attendance,
    Contact,
    Enrolment,
    FamilyRight,
    PrimarySpell,
    Removal,
    Restriction,
    Sibling,
    Stay,
    Tie,
    TieSpell,
)


@dataclass(frozen=True)
class Editable:
    slug: str
    model: type[models.Model]
    may: str
    facts: type[RecordForm]
    name: Promise | str

    @property
    def can_be_marked(self) -> bool:
        """Whether "entered in error" exists for it; a right is ended instead."""
        return hasattr(self.model, "entered_in_error")


TABLES = {
    editable.slug: editable
    for editable in (
        Editable("tie", Tie, "edit_ties", TieFacts, _("tie")),
        Editable("spell", TieSpell, "edit_ties", SpellForm, _("how a tie was lived")),
        Editable("contact", Contact, "edit_ties", ContactFacts, _("contact")),
        Editable("sibling", Sibling, "edit_ties", SiblingFacts, _("brother or sister")),
        Editable("stay", Stay, "edit_stays", StayFacts, _("stay")),
        Editable("removal", Removal, "edit_stays", RemovalFacts, _("period of care")),
        Editable("enrolment", Enrolment, "edit_rooms", EnrolmentFacts, _("room")),
        Editable("primary", PrimarySpell, "edit_rooms", PrimaryFacts, _("main adult")),
        Editable("attendance", Attendance, "record_day", AttendanceFacts, _("day in the room")),
        Editable(
            "restriction", Restriction, "edit_restrictions", RestrictionFacts, _("restriction")
        ),
        Editable("right", FamilyRight, "edit_rights", RightFacts, _("what family may know")),
    )
}
