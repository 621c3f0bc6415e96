from __future__ import annotations

import uuid
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record import actions as record
from basehaven.apps.record.models import Room
from basehaven.apps.room.access import with_board
from basehaven.apps.room.forms import ArriveForm
from basehaven.apps.room.pages import attempt, back_to_board, child_or_404, look
from basehaven.apps.room.plan_line import plan_line
from basehaven.apps.room.queries import bringers, plan_now


@with_board
@require_http_methods(["GET", "POST"])
def child_arrive(request: HttpRequest, room: Room, child: UUID) -> HttpResponse:
    """The child is here: two taps, with who brought them."""
    found = child_or_404(request, room, child)
    people = bringers(found)
    form = ArriveForm(
        request.POST if request.method == "POST" else None,
        people={str(one.adult.ref): one.adult for one in people},
        initial={"request_id": uuid.uuid4()},
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = attempt(
            form,
            lambda: record.attendance_arrive(
                by=Actor.of(request.user),  # type: ignore[arg-type]
                request_id=values["request_id"],
                child=found,
                room=room,
                arrived_at=timezone.now(),
                brought_by=form.people.get(values["brought_by"]),
            ),
        )
        if done is not None:
            return back_to_board(request, room, _("Saved."))
    look(request, "child_arrive", [found])
    plan = plan_now(found, room)
    return TemplateResponse(
        request,
        "room/child_arrive.html",
        {
            "form": form,
            "room": room,
            "child": found,
            "people": people,
            "plan": plan_line(plan),
            "not_to_do": plan.not_to_do if plan else "",
        },
        status=422 if form.is_bound else 200,
    )
