from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.record import actions
from basehaven.apps.record.access import children_for
from basehaven.apps.record.actions.lawful_removal import MAY_DO
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.removal import RemovalDoForm
from basehaven.apps.record.models import LawfulRemoval


def removal_or_404(request: HttpRequest, ref: UUID) -> LawfulRemoval:
    mine = LawfulRemoval.objects.filter(agency=request.user.agency, ref=ref)  # type: ignore[union-attr]
    removal = mine.select_related("asked_by").first()
    if removal is None:
        raise Http404
    return removal


@for_roles(*MAY_DO)
@require_http_methods(["GET", "POST"])
def removal_do(request: HttpRequest, removal: UUID) -> HttpResponse:
    row = removal_or_404(request, removal)
    child = children_for(request.user).filter(ref=row.child_ref).first()  # type: ignore[arg-type]
    if child is None:  # to decide over a record one has to be entitled to see it
        raise Http404
    form = open_form(request, RemovalDoForm, child)
    return write(
        request,
        form,
        lambda by, request_id: actions.removal_do(by=by, request_id=request_id, removal=row),
        template="removal_do",
        done=reverse("removal_list"),
        said=_("Done. Only that it took place is left."),
        removal=row,
    )
