from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.models import Role
from basehaven.apps.record import actions
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.people import ChildForm
from basehaven.apps.record.models import Child


@for_roles(Role.CASEWORKER, Role.HOME_VISITOR, Role.DIRECTOR, Role.DATA_MANAGER)
@require_http_methods(["GET", "POST"])
def child_create(request: HttpRequest) -> HttpResponse:
    form = open_form(request, ChildForm, None)
    return write(
        request,
        form,
        lambda by, request_id: actions.child_create(by=by, request_id=request_id, **form.values()),
        template="child_create",
        done=Child.get_absolute_url,
    )
