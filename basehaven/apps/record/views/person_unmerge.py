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
from basehaven.apps.record.actions.merge import person_unmerge as unmerge
from basehaven.apps.record.finding.pairs import request_id_of
from basehaven.apps.record.models import Merge
from basehaven.core.errors import BasehavenError


@for_roles(Role.DATA_MANAGER)
@require_POST
def person_unmerge(request: HttpRequest, merge: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Merge, ref=merge, agency=request.user.agency)  # type: ignore[union-attr]
    try:
        unmerge(by=Actor.of(request.user), request_id=request_id_of(request), merge=found)  # type: ignore[arg-type]
    except BasehavenError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Undone: each of the two has its own rows again."))
    return redirect("duplicate_list")
