from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from basehaven.apps.record.access import with_room
from basehaven.apps.record.forms.pick import search_adults
from basehaven.apps.record.models import Room
from basehaven.apps.record.views.pick import SHORTEST


@with_room
@require_GET
def room_pick(request: HttpRequest, room: Room) -> HttpResponse:
    """The search for an adult to work in a room, while somebody types."""
    name = request.GET.get("field", "adult")
    words = (request.GET.get(f"{name}_q") or "").strip()
    found = search_adults(request.user, None, words) if len(words) >= SHORTEST else []  # type: ignore[arg-type]
    return render(request, "record/pick.html", {"found": found, "words": words, "name": name})
