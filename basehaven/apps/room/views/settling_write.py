"""Write how a child arrives, or change it: the plan before stays readable."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts import drafts
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import User
from basehaven.apps.record.access import with_child
from basehaven.apps.record.models import Child, Room
from basehaven.apps.room import actions
from basehaven.apps.room.access import board_children, boards_for
from basehaven.apps.room.forms import SettlingForm
from basehaven.apps.room.models import SettlingPlan
from basehaven.apps.room.pages import attempt, look_at_child
from basehaven.apps.room.queries import first_adults, orders_about, plan_now, room_of
from basehaven.apps.room.sent import request_id_of
from basehaven.apps.room.settling import LABELS, PlanShown, who_may_bring

FORM = "settling_write"


@with_child(may="plan_arrivals")
@require_http_methods(["GET", "POST"])
def settling_write(request: HttpRequest, child: Child) -> HttpResponse:
    sight, room = request.sight, room_of(child)  # type: ignore[attr-defined]
    if not sight.sees_places or room is None:
        raise Http404
    current = plan_now(child, room)
    form = _form(request, child, room, current)
    if request.method == "POST":
        with transaction.atomic():  # a save that fails keeps the draft
            saved = _saved(request, form, child, room, current)
            if saved:
                drafts.clear_draft(request.user, FORM, child.ref)  # type: ignore[arg-type]
        if saved:
            messages.success(request, _("Saved."))
            return redirect("child_settling", child.ref)
    look_at_child(request, FORM, child)
    orders = orders_about(child, sources=sight.sees_sources)
    return TemplateResponse(
        request,
        "room/settling_write.html",
        {
            "form": form,
            "child": child,
            "room": room,
            "current": PlanShown(current, orders) if current else None,
            "draft_form": FORM,
            "draft_subject": child.ref,
        },
        status=422 if form.is_bound else 200,
    )


def _form(
    request: HttpRequest, child: Child, room: Room, current: SettlingPlan | None
) -> SettlingForm:
    """The form, filled with the present plan, or with what was typed before a time-out."""
    sight = request.sight  # type: ignore[attr-defined]
    first = first_adults(child, room, staff="record_day" in sight.may)
    if current and current.first_adult and current.first_adult not in first:
        first.append(current.first_adult)
    initial = _as_it_stands(current) | drafts.initial(request, FORM, child.ref)
    return SettlingForm(
        request.POST if request.method == "POST" else None,
        bring=who_may_bring(child, current, sources=sight.sees_sources),
        first={str(adult.ref): adult for adult in first},
        initial=initial | {"request_id": uuid.uuid4()},
    )


def _as_it_stands(current: SettlingPlan | None) -> dict[str, Any]:
    if current is None:
        return {}
    people = {
        name: str(adult.ref)
        for name, adult in (("brings", current.brings), ("first_adult", current.first_adult))
        if adult
    }
    words = {name: getattr(current, name) for name in (*LABELS, "review_on")}
    return people | words | {"instead_of": current.ref}


def _saved(
    request: HttpRequest,
    form: SettlingForm,
    child: Child,
    room: Room,
    current: SettlingPlan | None,
) -> bool:
    by = Actor.of(request.user)  # type: ignore[arg-type]
    if "end" in request.POST and current is not None:
        actions.settling_plan_end(by=by, request_id=request_id_of(request), plan=current)
        return True
    if not form.is_valid():
        return False
    written = attempt(
        form,
        lambda: actions.settling_plan_write(
            by=by,
            request_id=form.cleaned_data["request_id"],
            room=room,
            child=child,
            arrival=form.arrival(),
            instead_of=form.cleaned_data["instead_of"],
            others=_others(request, room, child),
        ),
    )
    if written is None:  # whoever reads the newer plan below may then save over it
        typed = request.POST.copy()
        typed["instead_of"] = str(current.ref) if current else ""
        form.data = typed
    return written is not None


def _others(request: HttpRequest, room: Room, child: Child) -> list[Child]:
    """Children whom a worker may not name here. A family knows none, and is told of none."""
    user: User = request.user  # type: ignore[assignment]
    if not boards_for(user).filter(pk=room.pk).exists():
        return []
    return list(board_children(user, room).exclude(pk=child.pk))
