from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, row_or_404, warnings_about, write
from basehaven.apps.record.forms.ties import SpellForm
from basehaven.apps.record.models import Child, Tie, today


@with_child(may="edit_ties")
@require_http_methods(["GET", "POST"])
def tie_spell_add(request: HttpRequest, child: Child, tie: UUID) -> HttpResponse:
    row = row_or_404(child, Tie, tie)
    form = open_form(request, SpellForm, child, {"started_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.tie_spell_add(
            by=by,
            request_id=request_id,
            tie=row,
            checked=form.cleaned_data["checked"],
            **form.values(),
        ),
        template="tie_spell_add",
        done=child.get_absolute_url(),
        tie=row,
        warnings=warnings_about(child, row.adult),
    )
