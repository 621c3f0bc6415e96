"""What an order or a plan forbids, and how long."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions import rules
from basehaven.apps.record.actions.history import keep_version
from basehaven.apps.record.actions.rows import names_of_new_row, same_agency, take_turn
from basehaven.apps.record.models import Adult, Child, Restriction
from basehaven.core.errors import NotPossible


def check_restriction(restriction: Restriction, *, checked: bool = False) -> None:
    if restriction.kind not in Restriction.Kind.values:
        raise NotPossible(_("Choose what is forbidden."), field="kind")
    rules.ends_after_it_starts(restriction.started_on, restriction.ended_on)
    others = restriction.child.restrictions.standing().filter(
        adult=restriction.adult, kind=restriction.kind
    )
    rules.not_live_twice(
        restriction.started_on,
        restriction.ended_on,
        others.exclude(pk=restriction.pk),
        what=_("This restriction"),
        field="kind",
    )
    rules.restriction_has_source(restriction.source, checked=checked)


@audited("restriction_add")
def restriction_add(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    adult: Adult,
    kind: str,
    started_on: date,
    ended_on: date | None = None,
    source: str = "",
    checked: bool = False,
) -> Restriction:
    """Record a restriction; it counts from the moment it is saved."""
    child = take_turn(by, child)
    same_agency(by, adult)
    restriction = Restriction(
        **names_of_new_row(by, child),
        child=child,
        adult=adult,
        kind=kind,
        started_on=started_on,
        ended_on=ended_on,
        source=source.strip(),
    )
    check_restriction(restriction, checked=checked)
    restriction.save()
    return restriction


@audited("restriction_end")
def restriction_end(
    *, by: Actor, request_id: UUID, restriction: Restriction, ended_on: date, reason: str
) -> Restriction:
    """End a restriction. By which order or plan is asked: lifting one too early harms."""
    restriction.child = take_turn(by, restriction.child)
    restriction.refresh_from_db(fields=["started_on", "ended_on", "entered_in_error"])
    if restriction.ended_on is not None and restriction.ended_on <= ended_on:
        raise NotPossible(
            _("This restriction already ended on %(day)s. Correct it if that is wrong.")
            % {"day": rules.day(restriction.ended_on)}
        )
    if not reason.strip():
        raise NotPossible(_("By which order or plan does it end?"), field="reason")
    keep_version(restriction, by, reason.strip())
    restriction.ended_on = ended_on
    check_restriction(restriction, checked=True)
    restriction.save()
    return restriction
