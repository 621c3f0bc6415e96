from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.record import actions
from basehaven.apps.record.actions.lawful_removal import MAY_DO
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.base import RecordForm
from basehaven.apps.record.views.removal_do import removal_or_404


@for_roles(*MAY_DO)
@require_http_methods(["GET", "POST"])
def removal_withdraw(request: HttpRequest, removal: UUID) -> HttpResponse:
    row = removal_or_404(request, removal)
    form = open_form(request, RecordForm, None)
    return write(
        request,
        form,
        lambda by, request_id: actions.removal_withdraw(by=by, request_id=request_id, removal=row),
        template="removal_withdraw",
        done=reverse("removal_list"),
        removal=row,
    )
