"""Ties: begin, change and end. None is ever deleted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions import rules
from basehaven.apps.record.actions.history import keep_version
from basehaven.apps.record.actions.rows import names_of_new_row, same_agency, take_turn
from basehaven.apps.record.models import (
    Adult,
    AdultRole,
    Child,
    EndReason,
    Restriction,
    Tie,
    TieSpell,
    today,
)
from basehaven.core.errors import NotPossible


def died_on(adult: Adult, *, but: Tie | None = None) -> date | None:
    """The day on which a tie of this person ended because they died."""
    ties = Tie.objects.standing().filter(adult=adult, end_reason=EndReason.DIED)
    if but is not None:
        ties = ties.exclude(pk=but.pk)
    return ties.order_by("ended_on").values_list("ended_on", flat=True).first()


def check_tie(tie: Tie, *, checked: bool = False) -> None:
    """Everything a tie must fit in with, whether new or corrected."""
    if tie.kind not in AdultRole.values:
        raise NotPossible(_("Choose what this person is to the child."), field="kind")
    rules.ends_after_it_starts(tie.started_on, tie.ended_on)
    rules.not_in_the_future(tie.started_on, today(), field="started_on")
    rules.not_in_the_future(tie.ended_on, today(), field="ended_on")
    if tie.end_reason and tie.ended_on is None:
        raise NotPossible(_("Give the day it ended, or leave the reason empty."), field="ended_on")
    rules.tie_not_before_pregnancy(
        tie.started_on, tie.child.born_on, tie.child.due_on, checked=checked
    )
    rules.not_after_death(tie.started_on, tie.ended_on, died_on(tie.adult, but=tie))
    others = Tie.objects.standing().filter(child=tie.child, adult=tie.adult, kind=tie.kind)
    rules.tie_not_twice(tie.started_on, tie.ended_on, others.exclude(pk=tie.pk))


@audited("tie_start")
def tie_start(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    adult: Adult,
    kind: str,
    started_on: date,
    ended_on: date | None = None,
    end_reason: str = "",
    called: str = "",
    lives_with: bool | None = None,
    hours_per_week: Decimal | None = None,
    mode: str = "",
    reason: str = "",
    checked: bool = False,
) -> Tie:
    """Begin a tie. What is said of how it is lived becomes its first spell."""
    child = take_turn(by, child)
    same_agency(by, adult)
    tie = Tie(
        **names_of_new_row(by, child),
        child=child,
        adult=adult,
        kind=kind,
        started_on=started_on,
        ended_on=ended_on,
        end_reason=end_reason,
        called=called.strip(),
    )
    check_tie(tie, checked=checked)
    tie.save()
    lived: dict[str, Any] = {"lives_with": lives_with, "hours_per_week": hours_per_week}
    lived |= {"mode": mode, "reason": reason}
    if any(value not in (None, "") for value in lived.values()):
        _begin_spell(by, tie, checked=checked, **lived)
    _join_roles(by, adult, kind)
    return tie


def _join_roles(by: Actor, adult: Adult, kind: str) -> None:
    if kind not in adult.roles:
        keep_version(adult, by, "")
        adult.roles = [*adult.roles, kind]
        adult.save()


def _begin_spell(by: Actor, tie: Tie, *, checked: bool, **lived: Any) -> None:
    spell = TieSpell(
        **names_of_new_row(by, tie.child),
        child=tie.child,
        tie=tie,
        started_on=tie.started_on,
        ended_on=tie.ended_on,
        **lived,
    )
    check_spell(spell, checked=checked)
    spell.save()


@audited("tie_end")
def tie_end(*, by: Actor, request_id: UUID, tie: Tie, ended_on: date, end_reason: str) -> Tie:
    """End a tie, which stays on the map. What was lived of it ends the same day."""
    tie.child = take_turn(by, tie.child)
    tie.refresh_from_db(fields=["started_on", "ended_on", "end_reason", "entered_in_error"])
    if tie.ended_on is not None:
        raise NotPossible(
            _("This tie already ended on %(day)s. Correct it if that is wrong.")
            % {"day": rules.day(tie.ended_on)}
        )
    if end_reason not in EndReason.values:
        raise NotPossible(_("Choose why it ended; “other” is an answer too."), field="end_reason")
    _end(by, tie, ended_on, end_reason)
    if end_reason == EndReason.DIED:
        others = tie.child.ties.standing().filter(adult=tie.adult, ended_on=None)
        for other in others.exclude(pk=tie.pk):
            other.child = tie.child
            _end(by, other, max(ended_on, other.started_on), end_reason)
    return tie


def _end(by: Actor, tie: Tie, ended_on: date, end_reason: str) -> None:
    keep_version(tie, by, "")
    tie.ended_on, tie.end_reason = ended_on, end_reason
    check_tie(tie, checked=True)
    tie.save()
    open_spells = tie.spells.standing().filter(ended_on=None) | tie.spells.standing().filter(
        ended_on__gt=ended_on
    )
    for spell in open_spells:
        keep_version(spell, by, "")
        spell.ended_on = max(ended_on, spell.started_on)
        spell.save()


def check_spell(spell: TieSpell, *, checked: bool = False) -> None:
    if not checked:
        _contact_allowed(spell)
    others = spell.tie.spells.standing().exclude(pk=spell.pk)
    rules.spell_fits(spell.started_on, spell.ended_on, spell.tie, others)
    rules.not_in_the_future(spell.started_on, today(), field="started_on")
    rules.hours_of_a_week(spell.hours_per_week)
    if spell.mode == TieSpell.Mode.NONE and (spell.lives_with or spell.hours_per_week):
        raise NotPossible(
            _("“No contact at present” and hours or a shared home cannot both be. Choose one."),
            field="mode",
        )


def _contact_allowed(spell: TieSpell) -> None:
    """Contact that an order forbids may have happened; nobody writes it down by accident."""
    forbidden = {
        row.kind
        for row in spell.child.restrictions.standing().filter(adult=spell.tie.adult)
        if rules.overlaps(spell.started_on, spell.ended_on, row.started_on, row.ended_on)
    }
    if Restriction.Kind.NO_CONTACT in forbidden and spell.mode not in ("", TieSpell.Mode.NONE):
        raise rules.PleaseCheck(
            _(
                "An order forbids contact with this person in this time. If there was contact all "
                "the same, tick “I have checked this” and save again."
            ),
            field="mode",
        )
    if Restriction.Kind.SUPERVISED_ONLY in forbidden and spell.mode == TieSpell.Mode.IN_PERSON:
        raise rules.PleaseCheck(
            _(
                "An order allows supervised contact only in this time. Choose “supervised”, or "
                "tick “I have checked this” and save again if it was not."
            ),
            field="mode",
        )


@audited("tie_spell_add")
def tie_spell_add(
    *,
    by: Actor,
    request_id: UUID,
    tie: Tie,
    started_on: date,
    ended_on: date | None = None,
    lives_with: bool | None = None,
    hours_per_week: Decimal | None = None,
    mode: str = "",
    reason: str = "",
    checked: bool = False,
) -> TieSpell:
    """Say how a tie changed without ending; the spell before ends that day."""
    tie.child = take_turn(by, tie.child)
    now = tie.spells.standing().filter(ended_on=None, started_on__lt=started_on).first()
    if now is not None:
        keep_version(now, by, "")
        now.ended_on = started_on
        now.save()
    spell = TieSpell(
        **names_of_new_row(by, tie.child),
        child=tie.child,
        tie=tie,
        started_on=started_on,
        ended_on=ended_on if ended_on is not None else tie.ended_on,
        lives_with=lives_with,
        hours_per_week=hours_per_week,
        mode=mode,
        reason=reason,
    )
    check_spell(spell, checked=checked)
    spell.save()
    return spell
