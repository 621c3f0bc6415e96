from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.record.access import rooms_for
from basehaven.apps.record.access.rooms import PLANS_ROOMS
from basehaven.apps.record.queries.rooms import load_rooms


@for_roles(*PLANS_ROOMS)
@require_safe
def room_list(request: HttpRequest) -> HttpResponse:
    """The rooms that somebody plans, by centre."""
    after = _ref(request.GET.get("after", ""))
    page = load_rooms(rooms_for(request.user), after=after)  # type: ignore[arg-type]
    return TemplateResponse(request, "record/room_list.html", {"page": page, "after": after})


def _ref(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
