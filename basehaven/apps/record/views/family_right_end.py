from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, row_or_404, warnings_about, write
from basehaven.apps.record.forms.family import EndWithReasonForm
from basehaven.apps.record.models import Child, FamilyRight, today


@with_child(may="edit_rights")
@require_http_methods(["GET", "POST"])
def family_right_end(request: HttpRequest, child: Child, right: UUID) -> HttpResponse:
    row = row_or_404(child, FamilyRight, right)
    form = open_form(request, EndWithReasonForm, child, {"ended_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.family_right_end(
            by=by,
            request_id=request_id,
            right=row,
            ended_on=form.cleaned_data["ended_on"],
            reason=form.cleaned_data["reason"],
        ),
        template="family_right_end",
        done=reverse("rights_show", args=[child.ref]),
        right=row,
        warnings=warnings_about(child, row.adult),
    )
