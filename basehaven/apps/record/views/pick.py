from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from basehaven.apps.record.access import with_child
from basehaven.apps.record.forms.pick import SEARCHES
from basehaven.apps.record.models import Child

VERBS = {
    "adult": frozenset({"edit_ties", "edit_rooms", "edit_restrictions", "edit_rights"}),
    "child": frozenset({"edit_ties"}),
    "home": frozenset({"edit_stays"}),
}
SHORTEST = 2  # letters before a search begins


@with_child(may="see")
@require_GET
def pick(request: HttpRequest, child: Child, what: str) -> HttpResponse:
    """The search of a picker while somebody types: radio buttons for what was found."""
    sight = request.sight  # type: ignore[attr-defined]
    if what not in SEARCHES or sight.restricted or not sight.may & VERBS[what]:
        raise Http404
    name = request.GET.get("field", what)
    words = (request.GET.get(f"{name}_q") or "").strip()
    found = []
    if len(words) >= SHORTEST:
        found = SEARCHES[what](request.user, child, words)  # type: ignore[arg-type]
    context = {"found": found, "words": words, "name": name}
    return render(request, "record/pick.html", context)
