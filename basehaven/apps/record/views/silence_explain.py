from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.asked import day_or_none
from basehaven.apps.record.editing import open_form, row_or_404, warnings_about, write
from basehaven.apps.record.forms.silence import SilenceForm
from basehaven.apps.record.models import Child, Tie, TieSpell, today
from basehaven.apps.record.queries import contacts_now
from basehaven.core.relationships.silence import last_due


@with_child(may="edit_ties")
@require_http_methods(["GET", "POST"])
def silence_explain(request: HttpRequest, child: Child, tie: UUID) -> HttpResponse:
    row = row_or_404(child, Tie, tie)
    if row.entered_in_error or row.ended_on is not None:
        raise Http404
    form = open_form(request, SilenceForm, child, _days(request, row))
    return write(
        request,
        form,
        lambda by, request_id: _say_why(row, form, by, request_id),
        template="silence_explain",
        done=child.get_absolute_url(),
        tie=row,
        warnings=warnings_about(child, row.adult),
    )


def _days(request: HttpRequest, tie: Tie) -> dict[str, Any]:
    """The day that was planned, or by which they would have met; the day after they last met."""
    day = today()
    rhythm = contacts_now(tie.child).rhythms.get(str(tie.adult.ref))
    due, since = day, day
    if rhythm is not None:
        since = rhythm.last + timedelta(days=1)
        if rhythm.times > 1:
            due = last_due(rhythm.first, rhythm.last, rhythm.times, day)
    last = tie.spells.standing().order_by("-started_on").first()
    if last is not None:  # what is recorded since then is not written over
        since = max(since, last.started_on + timedelta(days=1))
    planned = day_or_none(request.GET.get("on", ""))
    return {"on": planned or due, "started_on": min(since, day)}


def _say_why(tie: Tie, form: SilenceForm, by: Actor, request_id: UUID) -> Any:
    if not form.is_interrupted:
        return actions.contact_add(
            by=by,
            request_id=request_id,
            child=tie.child,
            adult=tie.adult,
            on=form.cleaned_data["on"],
            planned=True,
            kept=False,
            cancelled_by=form.said,
        )
    spells = [
        actions.tie_spell_add(
            by=by,
            request_id=uuid.uuid5(request_id, str(each.ref)),
            tie=each,
            started_on=form.cleaned_data["started_on"],
            mode=TieSpell.Mode.NONE,
            reason=form.said,
        )
        for each in tie.child.ties.standing().filter(adult=tie.adult, ended_on=None)
    ]  # somebody who is two things to the child comes as neither
    return spells[0]
