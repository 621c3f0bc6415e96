"""Whom a child turns to: a page, and the words of it that the child's own page shows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_looks_this_hour
from basehaven.apps.record.access import with_child
from basehaven.apps.record.models import Child
from basehaven.apps.room.access import may_mark_answer
from basehaven.apps.room.pages import look_at_child
from basehaven.apps.room.turns_pages import sight_or_404
from basehaven.apps.room.turns_to import TurnsTo


@with_child(may="see_turns")
@require_safe
@vary_on_headers("HX-Request")
def child_turns_to(request: HttpRequest, child: Child) -> HttpResponse:
    sight = sight_or_404(request)
    by = Actor.of(request.user)  # type: ignore[arg-type]
    page = TurnsTo(child, sight)
    if request.htmx:  # type: ignore[attr-defined] # comes by itself with the child's page
        write_looks_this_hour(
            by=by, action="child_turns_to", child_refs=[child.ref], grounds=sight.grounds
        )
        return TemplateResponse(request, "room/child_turns_words.html", {"page": page})
    look_at_child(request, "child_turns_to", child)
    shown = {"page": page, "child": child}
    if not page.is_withheld:
        mine = [one for one in page.answers.latest if may_mark_answer(by, one.row)]
        shown["own_answers"] = mine
    return TemplateResponse(request, "room/child_turns_to.html", shown)
