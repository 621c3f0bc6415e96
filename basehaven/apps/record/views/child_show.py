"""A child's page: who is there, where from, and the whole life line."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_look
from basehaven.apps.record.access import with_child
from basehaven.apps.record.child_page import ChildPage
from basehaven.apps.record.models import Child


@with_child(may="see")
@require_safe
def child_show(request: HttpRequest, child: Child) -> HttpResponse:
    page = ChildPage.of(request, child)
    write_look(
        by=Actor.of(request.user),  # type: ignore[arg-type]
        action="child_show",
        child_ref=child.ref,
        grounds=page.sight.grounds,
    )
    return TemplateResponse(request, "record/child_show.html", {"page": page, "child": child})
