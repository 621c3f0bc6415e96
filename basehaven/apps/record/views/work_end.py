from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, row_or_404, write
from basehaven.apps.record.forms.family import EndWithReasonForm
from basehaven.apps.record.models import Child, WorkingRelationship, today


@with_child(may="edit_rights")
@require_http_methods(["GET", "POST"])
def work_end(request: HttpRequest, child: Child, work: UUID) -> HttpResponse:
    row = row_or_404(child, WorkingRelationship, work)
    form = open_form(request, EndWithReasonForm, child, {"ended_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.working_relationship_end(
            by=by,
            request_id=request_id,
            work=row,
            ended_on=form.cleaned_data["ended_on"],
            reason=form.cleaned_data["reason"],
        ),
        template="work_end",
        # Whoever ends their own work with a child may not see the child any more.
        done=reverse("child_list"),
        work=row,
    )
