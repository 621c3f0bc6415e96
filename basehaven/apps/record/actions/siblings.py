"""Brothers and sisters: each pair once, whichever of the two it was told of."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions import rules
from basehaven.apps.record.actions.history import keep_version
from basehaven.apps.record.actions.rows import names_of_new_row, take_turn
from basehaven.apps.record.models import Child, Sibling
from basehaven.core.errors import NotPossible


def check_sibling(row: Sibling) -> None:
    if row.child.pk == row.sibling.pk:
        raise NotPossible(_("A child is not their own brother or sister."), field="sibling")
    if row.kind not in Sibling.Kind.values:
        raise NotPossible(_("Choose how the two are related."), field="kind")
    if row.started_on is not None:
        rules.ends_after_it_starts(row.started_on, row.ended_on)
    if row.twin and row.kind != Sibling.Kind.FULL:
        raise NotPossible(_("Twins are full brothers or sisters."), field="kind")
    pair = Q(child=row.child, sibling=row.sibling) | Q(child=row.sibling, sibling=row.child)
    same = Sibling.objects.standing().filter(pair, kind=row.kind).exclude(pk=row.pk)
    start = row.started_on or date.min
    for other in same:
        if rules.overlaps(start, row.ended_on, other.started_on or date.min, other.ended_on):
            raise NotPossible(
                _("These two are already on the record as brother or sister. Correct that one."),
                field="sibling",
            )


@audited("sibling_add")
def sibling_add(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    sibling: Child,
    kind: str,
    twin: bool | None = None,
    started_on: date | None = None,
    ended_on: date | None = None,
) -> Sibling:
    """Say that two children are brother or sister. ``started_on`` empty: always have been."""
    for each in sorted((child, sibling), key=lambda row: row.pk):  # one order: no deadlock
        take_turn(by, each)
    row = Sibling(
        **names_of_new_row(by, child),
        child=child,
        sibling=sibling,
        kind=kind,
        twin=twin,
        started_on=started_on,
        ended_on=ended_on,
    )
    check_sibling(row)
    row.save()
    return row


@audited("sibling_end")
def sibling_end(*, by: Actor, request_id: UUID, sibling: Sibling, ended_on: date) -> Sibling:
    """For step and foster siblings; birth makes siblings for good."""
    sibling.child = take_turn(by, sibling.child)
    sibling.refresh_from_db(fields=["started_on", "ended_on", "entered_in_error"])
    if sibling.kind in (Sibling.Kind.FULL, Sibling.Kind.HALF):
        raise NotPossible(
            _(
                "Brothers and sisters by birth stay so, wherever they live. If they are not, "
                "correct the record."
            )
        )
    if sibling.ended_on is not None:
        raise NotPossible(
            _("This already ended on %(day)s. Correct it if that is wrong.")
            % {"day": rules.day(sibling.ended_on)}
        )
    keep_version(sibling, by, "")
    sibling.ended_on = ended_on
    check_sibling(sibling)
    sibling.save()
    return sibling
