"""A child's last weeks: when and where hard moments were, and what helped. Good ones first."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.record.access import with_child
from basehaven.apps.record.models import Child
from basehaven.apps.room.child_weeks import ChildWeeksPage
from basehaven.apps.room.pages import look_at_child
from basehaven.apps.room.queries import child_seen
from basehaven.apps.room.weeks import Weeks


@with_child(may="see")
@require_safe
def child_weeks(request: HttpRequest, child: Child) -> HttpResponse:
    sight = request.sight  # type: ignore[attr-defined]
    if not sight.sees_places:  # it says where the child is, and when
        raise Http404
    asked = Weeks.asked(request)
    look_at_child(request, "child_weeks", child)
    page = ChildWeeksPage(child_seen(child, asked.since, asked.now))
    return TemplateResponse(
        request, "room/child_weeks.html", {"child": child, "asked": asked, "page": page}
    )
