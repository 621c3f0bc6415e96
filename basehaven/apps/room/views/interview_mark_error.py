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
from basehaven.apps.record.models import Child
from basehaven.apps.room import actions
from basehaven.apps.room.access import may_mark_answer
from basehaven.apps.room.models import ComfortAnswer
from basehaven.apps.room.pages import look_at_child
from basehaven.apps.room.sent import request_id_of
from basehaven.apps.room.turns_pages import sight_or_404


@with_child(may="see_turns")
@require_http_methods(["GET", "POST"])
def interview_mark_error(request: HttpRequest, child: Child, answer: UUID) -> HttpResponse:
    """Take back answers entered in error: hidden, and kept in the table."""
    sight_or_404(request)
    by = Actor.of(request.user)  # type: ignore[arg-type]
    found = ComfortAnswer.objects.select_related("asked", "child").filter(child=child, ref=answer)
    row = found.first()
    if row is None or not may_mark_answer(by, row):
        raise Http404
    if request.method == "GET":
        look_at_child(request, "interview_mark_error", child)
        shown = {"child": child, "row": row, "request_id": uuid.uuid4()}
        return TemplateResponse(request, "room/interview_mark_error.html", shown)
    actions.interview_mark_error(by=by, request_id=request_id_of(request), answer=row)
    messages.success(request, _("Hidden. It is kept, and shown nowhere."))
    return redirect("child_turns_to", child.ref)
