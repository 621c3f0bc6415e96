from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, row_or_404, warnings_about, write
from basehaven.apps.record.forms.family import RestrictionEndForm
from basehaven.apps.record.models import Child, Restriction, today


@with_child(may="edit_restrictions")
@require_http_methods(["GET", "POST"])
def restriction_end(request: HttpRequest, child: Child, restriction: UUID) -> HttpResponse:
    row = row_or_404(child, Restriction, restriction)
    form = open_form(request, RestrictionEndForm, child, {"ended_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.restriction_end(
            by=by,
            request_id=request_id,
            restriction=row,
            ended_on=form.cleaned_data["ended_on"],
            reason=form.cleaned_data["reason"],
        ),
        template="restriction_end",
        done=child.get_absolute_url(),
        restriction=row,
        warnings=warnings_about(child, row.adult),
    )
