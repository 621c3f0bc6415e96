from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, row_or_404, warnings_about, write
from basehaven.apps.record.forms.ties import TieEndForm
from basehaven.apps.record.models import Child, Restriction, Tie, TieSpell, today


@with_child(may="edit_ties")
@require_http_methods(["GET", "POST"])
def tie_end(request: HttpRequest, child: Child, tie: UUID) -> HttpResponse:
    row = row_or_404(child, Tie, tie)
    form = open_form(request, TieEndForm, child, {"ended_on": today()})
    no_contact = (
        child.restrictions.standing()
        .live_on(today())
        .filter(adult=row.adult, kind=Restriction.Kind.NO_CONTACT)
    )
    forbidden = no_contact.exists()
    if forbidden:
        form.offer_no_contact()
    return write(
        request,
        form,
        lambda by, request_id: _change(row, form, by, request_id),
        template="tie_end",
        done=child.get_absolute_url(),
        tie=row,
        contact_forbidden=forbidden,
        warnings=warnings_about(child, row.adult),
    )


def _change(tie: Tie, form: TieEndForm, by: Actor, request_id: UUID) -> Any:
    """End it, or keep it and say how contact goes on."""
    typed = form.cleaned_data
    if typed["how"] == TieEndForm.ENDED:
        return actions.tie_end(
            by=by,
            request_id=request_id,
            tie=tie,
            ended_on=typed["ended_on"],
            end_reason=typed["end_reason"],
        )
    if typed["how"] == TieEndForm.NO_CONTACT:
        how = {"mode": TieSpell.Mode.NONE, "reason": typed["reason"]}
    else:
        how = {"mode": typed["mode"], "hours_per_week": typed["hours_per_week"]}
    return actions.tie_spell_add(
        by=by,
        request_id=request_id,
        tie=tie,
        started_on=typed["ended_on"],
        checked=typed["checked"],
        **how,
    )
