"""The part of a child's page that follows the time slider."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import replace_url, trigger_client_event

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_look
from basehaven.apps.record.access import with_child
from basehaven.apps.record.child_page import ChildPage
from basehaven.apps.record.models import Child


@with_child(may="see")
@require_safe
@vary_on_headers("HX-Request")
def child_map(request: HttpRequest, child: Child) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{child.get_absolute_url()}?{request.GET.urlencode()}")
    page = ChildPage.of(request, child)
    write_look(
        by=Actor.of(request.user),  # type: ignore[arg-type]
        action="child_map",
        child_ref=child.ref,
        grounds=page.sight.grounds,
    )
    # Replacing the slider under the thumb that drags it would end the drag.
    dragged = request.htmx.trigger_name == "step"  # type: ignore[attr-defined]
    response = TemplateResponse(
        request, "record/child_map.html", {"page": page, "child": child, "dragged": dragged}
    )
    # People who were not in the list may have words beside them from a panel: it comes again.
    trigger_client_event(response, "map-moved", after="swap")
    return replace_url(response, page.address + page.query_here)
