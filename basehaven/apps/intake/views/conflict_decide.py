from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_look
from basehaven.apps.intake.actions.conflict_decide import conflict_decide as decide
from basehaven.apps.intake.actions.conflict_decide import row_of
from basehaven.apps.intake.forms import DecisionForm
from basehaven.apps.intake.queries import conflicts_of
from basehaven.apps.intake.shown import TABLE_WORDS
from basehaven.apps.intake.side_by_side import side_by_side
from basehaven.apps.record.actions.history import stamp
from basehaven.core.errors import NotPossible


@for_roles("data_manager")
@require_http_methods(["GET", "POST"])
def conflict_decide(request: HttpRequest, conflict: UUID) -> HttpResponse:
    user = request.user
    found = conflicts_of(user).filter(ref=conflict).first()  # type: ignore[arg-type]
    row = row_of(found) if found else None
    if found is None or row is None:
        raise Http404
    by = Actor.of(user)  # type: ignore[arg-type]
    form = DecisionForm(request.POST or None, initial={"seen": stamp(row)})
    if form.is_valid():
        try:
            decide(
                by=by,
                request_id=form.cleaned_data["request_id"],
                conflict=found,
                take=form.cleaned_data["take"],
                seen=form.cleaned_data["seen"],
            )
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Decided. What was not taken stays in the history."))
            return redirect("conflict_list")
    write_look(
        by=by,
        action="conflict_decide",
        child_ref=found.child.ref if found.child else None,
        grounds="data manager",
    )
    return TemplateResponse(
        request,
        "intake/conflict_decide.html",
        {
            "conflict": found,
            "form": form,
            "table": TABLE_WORDS[found.table],
            "lines": side_by_side(found, row, by),
            "child": found.child,
        },
        status=422 if form.errors else 200,
    )
