from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Role
from basehaven.apps.record.actions.duplicates import duplicate_settle as settle
from basehaven.apps.record.finding.pairs import request_id_of
from basehaven.apps.record.models import DuplicateHint


@for_roles(Role.DATA_MANAGER)
@require_POST
def duplicate_settle(request: HttpRequest, hint: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(DuplicateHint, ref=hint, agency=request.user.agency)  # type: ignore[union-attr]
    settle(by=Actor.of(request.user), request_id=request_id_of(request), hint=found)  # type: ignore[arg-type]
    messages.success(request, _("Noted as two people. The hint does not come back."))
    return redirect("duplicate_list")
