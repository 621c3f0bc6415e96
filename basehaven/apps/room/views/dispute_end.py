from __future__ import annotations

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.access import with_child
from basehaven.apps.record.models import Child, today
from basehaven.apps.room import actions
from basehaven.apps.room.pages import look_at_child
from basehaven.apps.room.queries import disputes_of
from basehaven.apps.room.sent import request_id_of
from basehaven.apps.room.turns_pages import sight_or_404
from basehaven.apps.room.turns_to import TurnsTo
from basehaven.core.errors import BasehavenError


@with_child(may="decide_turns")
@require_http_methods(["GET", "POST"])
def dispute_end(request: HttpRequest, child: Child, dispute: UUID) -> HttpResponse:
    """The team decides that the two read again whom the child turns to."""
    sight = sight_or_404(request)
    row = next((row for row in disputes_of(child, today()) if row.ref == dispute), None)
    if row is None:
        raise Http404
    by = Actor.of(request.user)  # type: ignore[arg-type]
    row.child = child
    if request.method == "GET":
        look_at_child(request, "dispute_end", child)
        page = TurnsTo(child, sight)
        (said,) = [one for one in page.disputes if one.ref == dispute]
        shown = {"child": child, "page": page, "row": said, "request_id": uuid.uuid4()}
        return TemplateResponse(request, "room/dispute_end.html", shown)
    try:
        actions.dispute_end(by=by, request_id=request_id_of(request), dispute=row)
    except BasehavenError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved. Both read it again."))
    return redirect("child_turns_to", child.ref)
