"""Corrections: a mistake is put right, and what stood there stays in the history.

Correcting says "it was never so"; ending says "it was so until then". Each has an
action of its own, so that the record can tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions import rules
from basehaven.apps.record.actions.days import (
    check_attendance,
    check_contact,
    set_picked_up_by,
)
from basehaven.apps.record.actions.history import keep_version, refuse_if_changed
from basehaven.apps.record.actions.homes import check_home, check_removal, check_stay, set_carers
from basehaven.apps.record.actions.people import check_adult, check_child, reindex
from basehaven.apps.record.actions.restrictions import check_restriction
from basehaven.apps.record.actions.rights import check_family_right
from basehaven.apps.record.actions.rooms import check_enrolment, check_primary, check_room
from basehaven.apps.record.actions.rows import same_agency, take_turn
from basehaven.apps.record.actions.shifts import check_shift, take_turn_of
from basehaven.apps.record.actions.siblings import check_sibling
from basehaven.apps.record.actions.ties import check_spell, check_tie
from basehaven.apps.record.models import (
    Adult,
    Attendance,
    Child,
    Contact,
    Enrolment,
    FamilyRight,
    Home,
    PrimarySpell,
    Removal,
    Restriction,
    Room,
    Row,
    Shift,
    Sibling,
    Stay,
    Tie,
    TieSpell,
)
from basehaven.core.errors import NotAllowed, NotPossible


class CorrectionReason(models.TextChoices):
    SLIP = "slip", gettext_lazy("a slip of the pen")
    LEARNED = "learned", gettext_lazy("we have learned better")
    TOLD = "told", gettext_lazy("the family or a carer told us")
    WRONG_PERSON = "wrong_person", gettext_lazy("it belongs to somebody else")
    DOCUMENT = "document", gettext_lazy("a document says otherwise")
    OTHER = "other", gettext_lazy("another reason")


def reason_text(kind: str, words: str = "") -> str:
    """The reason as the history keeps it: the short list's code, then free words."""
    if kind not in CorrectionReason.values:
        raise NotPossible(_("Say why, so that others can trust the record."), field="reason")
    if kind == CorrectionReason.OTHER and not words.strip():
        raise NotPossible(_("Say in a few words what the reason is."), field="reason_words")
    return f"{kind}: {words.strip()}" if words.strip() else kind


@dataclass(frozen=True)
class Correctable:
    """Which fields a correction may change, and what the row must fit in with after."""

    fields: tuple[str, ...]
    check: Callable[..., None]


NO_COLUMN = frozenset({"carers", "picked_up_by"})  # kept elsewhere than in the row's own columns
CORRECTABLE: dict[type[models.Model], Correctable] = {
    Child: Correctable(
        ("name", "nicknames", "born_on", "born_precision", "due_on", "sex", "region", "groups"),
        check_child,
    ),
    Adult: Correctable(("name", "nicknames", "roles"), check_adult),
    Tie: Correctable(("kind", "started_on", "ended_on", "end_reason", "called"), check_tie),
    TieSpell: Correctable(
        ("started_on", "ended_on", "lives_with", "hours_per_week", "mode", "reason"), check_spell
    ),
    Restriction: Correctable(("kind", "started_on", "ended_on", "source"), check_restriction),
    Removal: Correctable(("removed_on", "exited_on", "exit_reason"), check_removal),
    Stay: Correctable(
        ("kind", "started_on", "ended_on", "home", "removal", "shared", "carers"), check_stay
    ),
    Home: Correctable(("name", "address", "confidential"), check_home),
    Sibling: Correctable(("kind", "twin", "started_on", "ended_on"), check_sibling),
    Room: Correctable(("name", "centre", "region"), check_room),
    Enrolment: Correctable(("room", "started_on", "ended_on"), check_enrolment),
    PrimarySpell: Correctable(
        ("adult", "rank", "started_on", "ended_on", "end_reason"), check_primary
    ),
    Shift: Correctable(("from_at", "to_at"), check_shift),
    Attendance: Correctable(("room", "arrived_at", "left_at", "picked_up_by"), check_attendance),
    Contact: Correctable(
        ("on", "minutes", "kind", "planned", "kept", "cancelled_by"), check_contact
    ),
    FamilyRight: Correctable(
        ("consents", "is_told", "sees_addresses", "started_on", "ended_on", "source"),
        check_family_right,
    ),
}


def _fresh(row: models.Model, by: Actor) -> Any:
    """The row as it stands now, with writers of the same child taking turns."""
    if isinstance(row, Child):
        return take_turn(by, row)
    child = getattr(row, "child", None)
    if child is not None:
        locked = take_turn(by, child)
        fresh = type(row)._base_manager.select_related(None).get(pk=row.pk)
        fresh.child = locked  # type: ignore[attr-defined]
        return fresh
    if isinstance(row, Shift):
        take_turn_of(row.adult)
    fresh = type(row)._base_manager.select_for_update().get(pk=row.pk)
    if fresh.agency_id != by.agency.pk:  # type: ignore[attr-defined]
        raise NotAllowed(_("This record is kept by another agency."))
    if isinstance(fresh, Adult):
        same_agency(by, fresh)
    return fresh


def _check(row: models.Model, *, checked: bool) -> None:
    check = CORRECTABLE[type(row)].check
    if check in (check_tie, check_spell, check_restriction):
        check(row, checked=checked)
    else:
        check(row)


@audited("row_correct")
def row_correct(
    *,
    by: Actor,
    request_id: UUID,
    row: models.Model,
    values: dict[str, Any],
    reason: str,
    seen: str = "",
    checked: bool = False,
) -> models.Model:
    """Put a row of ``CORRECTABLE`` right, for a ``reason`` (see ``reason_text``).

    ``values`` are field name -> right value; fields left out stay; a stay's
    ``carers`` is a sequence of adults, a day's ``picked_up_by`` one or None. ``seen``
    is the stamp (``history.stamp``) of what the person was looking at; ``checked``
    says that they have confirmed what seemed unlikely.

    Raises:
        ChangedSince: somebody changed the row in between; nothing is written.
        NotPossible: the row would not fit; the error names the field.
    """
    if not reason.strip():
        raise NotPossible(_("Say why, so that others can trust the record."), field="reason")
    row = _fresh(row, by)
    refuse_if_changed(row, seen)
    if getattr(row, "entered_in_error", False):
        raise NotPossible(_("This was marked as entered in error. Put it back first."))
    keep_version(row, by, reason)
    before = (getattr(row, "started_on", None), getattr(row, "ended_on", None))
    _put(row, values, by)
    _check(row, checked=checked)
    if isinstance(row, Tie):
        _spells_follow(row, before, by, reason)
    row.save()
    if isinstance(row, Stay) and "carers" in values:
        set_carers(row, values["carers"])
    if isinstance(row, (Child, Adult)):
        reindex(row)
    return row


def _put(row: models.Model, values: dict[str, Any], by: Actor) -> None:
    """Set what is given; carers are rows of their own and follow once the stay is saved."""
    for field in CORRECTABLE[type(row)].fields:
        if field in values and field not in NO_COLUMN:
            setattr(row, field, values[field])
    for carer in values.get("carers", ()):
        same_agency(by, carer, field="carers")
    if isinstance(row, Attendance) and "picked_up_by" in values:
        if values["picked_up_by"] is not None:
            same_agency(by, values["picked_up_by"], field="picked_up_by")
        set_picked_up_by(row, values["picked_up_by"])


def _spells_follow(tie: Tie, before: tuple[Any, Any], by: Actor, reason: str) -> None:
    """Spells that began or ended with the tie move with it; others must fit already."""
    for spell in tie.spells.standing().order_by("started_on"):
        began = spell.started_on == before[0] != tie.started_on
        ended = spell.ended_on == before[1] != tie.ended_on
        start = tie.started_on if began else spell.started_on
        end = tie.ended_on if ended else spell.ended_on
        try:
            rules.spell_fits(start, end, tie, ())
        except NotPossible as error:
            raise NotPossible(
                _(
                    "How this tie was lived from %(day)s on would lie outside the tie. Correct "
                    "that first."
                )
                % {"day": rules.day(spell.started_on)},
                field=error.field,
            ) from error
        if began or ended:
            keep_version(spell, by, reason)
            spell.started_on, spell.ended_on = start, end
            spell.save()


@audited("row_mark_error")
def row_mark_error(*, by: Actor, request_id: UUID, row: Row, reason: str, seen: str = "") -> Row:
    """Hide a row that should never have been entered. It stays in the history."""
    if isinstance(row, (Child, Adult)):
        raise NotPossible(
            _(
                "A person is not marked as an error. Merge them with their other record, or ask "
                "for a lawful removal."
            )
        )
    if not reason.strip():
        raise NotPossible(_("Say why, so that others can trust the record."), field="reason")
    fresh: Row = _fresh(row, by)
    refuse_if_changed(fresh, seen)
    if fresh.entered_in_error:
        raise NotPossible(_("This is already marked as entered in error."))
    if isinstance(fresh, Removal) and fresh.stays.standing().exists():
        raise NotPossible(
            _(
                "Stays belong to this period of care. Correct them first, so that none is left "
                "hanging."
            )
        )
    _hide(fresh, by, reason)
    if isinstance(fresh, Tie):
        for spell in fresh.spells.standing():
            _hide(spell, by, reason)
    return fresh


def _hide(row: Row, by: Actor, reason: str) -> None:
    keep_version(row, by, reason)
    row.entered_in_error = True
    row.save()


@audited("row_restore")
def row_restore(*, by: Actor, request_id: UUID, row: Row, reason: str) -> Row:
    """Put back a row that was marked as entered in error by mistake."""
    if not reason.strip():
        raise NotPossible(_("Say why, so that others can trust the record."), field="reason")
    fresh: Row = _fresh(row, by)
    if not fresh.entered_in_error:
        raise NotPossible(_("This is on the record already."))
    keep_version(fresh, by, reason)
    fresh.entered_in_error = False
    _check(fresh, checked=True)
    fresh.save()
    if isinstance(fresh, Tie):
        for spell in fresh.spells.filter(entered_in_error=True).order_by("started_on"):
            _restore_spell(spell, by, reason)
    return fresh


def _restore_spell(spell: TieSpell, by: Actor, reason: str) -> None:
    try:
        check_spell(spell, checked=True)
    except NotPossible:
        return  # it was an error of its own, or another says the same by now
    keep_version(spell, by, reason)
    spell.entered_in_error = False
    spell.save()
