from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.record.access import children_for
from basehaven.apps.record.actions.lawful_removal import MAY_DO
from basehaven.apps.record.models import LawfulRemoval

MANY = 50


@for_roles(*MAY_DO)
@require_GET
def removal_list(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, and what was done, newest first."""
    user = request.user
    mine = LawfulRemoval.objects.filter(agency=user.agency).select_related("asked_by", "done_by")  # type: ignore[union-attr]
    asked = list(mine.filter(done_at=None, withdrawn_at=None).order_by("asked_at")[:MANY])
    seen = {
        child.ref: child
        for child in children_for(user).filter(ref__in=[row.child_ref for row in asked])  # type: ignore[arg-type]
    }
    waiting = [(row, seen.get(row.child_ref)) for row in asked]
    done = mine.exclude(done_at=None, withdrawn_at=None).order_by("-pk")[:MANY]
    return render(request, "record/removal_list.html", {"waiting": waiting, "done": done})
