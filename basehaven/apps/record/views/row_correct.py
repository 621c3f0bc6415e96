from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.actions.history import stamp
from basehaven.apps.record.editing import (
    history_of,
    open_form,
    row_or_404,
    warnings_about,
    write,
)
from basehaven.apps.record.forms.corrections import ReasonForm, correcting
from basehaven.apps.record.forms.homes import StayFacts
from basehaven.apps.record.forms.tables import TABLES, Editable
from basehaven.apps.record.models import Child

FORMS = {slug: correcting(editable.facts) for slug, editable in TABLES.items()}


def table_or_404(request: HttpRequest, table: str) -> Editable:
    """The table, if the person may edit it for this child."""
    editable = TABLES.get(table)
    if editable is None or editable.may not in request.sight.may:  # type: ignore[attr-defined]
        raise Http404
    return editable


@with_child(may="see")
@require_http_methods(["GET", "POST"])
def row_correct(request: HttpRequest, child: Child, table: str, row: UUID) -> HttpResponse:
    editable = table_or_404(request, table)
    stored = row_or_404(child, editable.model, row)
    form_type = FORMS[table]
    initial = {**form_type.initial_of(stored), "seen": stamp(stored)}
    form = open_form(request, form_type, child, initial)
    hidden = hidden_fields(request, stored)
    for name in hidden & form.fields.keys():
        del form.fields[name]  # neither shown nor changed
    adult = getattr(stored, "adult", None) or getattr(getattr(stored, "tie", None), "adult", None)
    return write(
        request,
        form,
        lambda by, request_id: _correct(form, stored, by, request_id),
        template="row_correct",
        done=child.get_absolute_url(),
        said=_("Put right. What stood there before is in the history."),
        editable=editable,
        row=stored,
        adult=adult,
        warnings=warnings_about(child, adult) if adult else (),
        # Why it ended once may be what is hidden, even if the present reason is not.
        versions=history_of(
            request, stored, hidden | {"end_reason"} if "reason" in hidden else hidden
        ),
    )


def hidden_fields(request: HttpRequest, row: models.Model) -> frozenset[str]:
    """Fields whose present value the projection keeps from this person."""
    sight = request.sight  # type: ignore[attr-defined]
    hidden: set[str] = set()
    if not sight.sees_reasons:
        hidden |= {"reason", "exit_reason"}
        if getattr(row, "end_reason", "") == "removal":
            hidden.add("end_reason")
    if not sight.sees_sources:
        hidden.add("source")
    return frozenset(hidden)


def _correct(form: ReasonForm, row: models.Model, by: Actor, request_id: UUID) -> Any:
    values = form.values()
    if isinstance(form, StayFacts):
        values["home"] = form.place(by)
    return actions.row_correct(
        by=by,
        request_id=request_id,
        row=row,
        values=values,
        reason=form.reason,
        seen=form.cleaned_data["seen"],
        checked=form.cleaned_data["checked"],
    )
