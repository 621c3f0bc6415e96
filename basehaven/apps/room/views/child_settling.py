"""How a child arrives: the plan, those before it, and what happened each morning."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.record.access import with_child
from basehaven.apps.record.models import Child
from basehaven.apps.room.pages import look_at_child
from basehaven.apps.room.queries import mornings, orders_about, plans_of, room_of
from basehaven.apps.room.settling import Mornings, PlanShown
from basehaven.apps.room.weeks import Weeks


@with_child(may="see")
@require_safe
def child_settling(request: HttpRequest, child: Child) -> HttpResponse:
    sight = request.sight  # type: ignore[attr-defined]
    if not sight.sees_places:  # the plan says where the child is, and with whom
        raise Http404
    asked = Weeks.asked(request)
    look_at_child(request, "child_settling", child)
    orders = orders_about(child, sources=sight.sees_sources)
    plans = plans_of(child)
    return TemplateResponse(
        request,
        "room/child_settling.html",
        {
            "child": child,
            "asked": asked,
            "now": [PlanShown(plan, orders) for plan in plans if plan.ended_on is None],
            "before": [PlanShown(plan, orders) for plan in plans if plan.ended_on is not None],
            "mornings": Mornings(mornings(child, asked.since, asked.now), plans),
            "may_write": "plan_arrivals" in sight.may and room_of(child) is not None,
        },
    )
