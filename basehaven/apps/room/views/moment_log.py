"""Log a moment: who, what was seen, save. All else may stay unknown."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record import actions as record
from basehaven.apps.record.models import CareEvent, Room
from basehaven.apps.room.access import with_board
from basehaven.apps.room.forms import MomentForm
from basehaven.apps.room.log import LogPage
from basehaven.apps.room.pages import attempt, author_of, child_or_404, day_of, look, me, people_of
from basehaven.apps.room.queries import (
    RoomDay,
    RoomPeople,
    adults_there,
    brought_by,
    people_for_log,
)
from basehaven.apps.room.tiles import Board
from basehaven.knowledge.board import responses
from basehaven.knowledge.cues.library import library


@with_board
@require_http_methods(["GET", "POST"])
def moment_log(request: HttpRequest, room: Room) -> HttpResponse:
    if request.method == "POST":
        return _save(request, room)
    child = child_or_404(request, room, request.GET.get("child", ""))
    asked = request.GET.get("context", "")
    day = day_of(request, room)
    initial = {"child": str(child.ref), "request_id": uuid.uuid4(), "context": asked}
    return _page(request, room, _form(request, day, initial), day)


def _form(
    request: HttpRequest, day: RoomPeople, initial: dict[str, object] | None = None
) -> MomentForm:
    return MomentForm(
        request.POST if request.method == "POST" else None,
        children={str(child.ref): child for child in day.children},
        adults=people_for_log(day),
        responses=list(responses()),
        initial=initial,
    )


def _save(request: HttpRequest, room: Room) -> HttpResponse:
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    written_for = request.POST.get("author", "")
    if written_for and written_for != author_of(request.user):  # type: ignore[arg-type]
        said = _("This was logged by somebody else. It waits until they sign in here.")
        return JsonResponse({"problem": said}, status=409)
    form = _form(request, people_of(request, room))
    saved = attempt(form, lambda: _write(request, room, form)) if form.is_valid() else None
    if not saved:
        if wants_json:
            problems = [str(error) for errors in form.errors.values() for error in errors]
            return JsonResponse({"problem": " ".join(problems)}, status=422)
        return _page(request, room, form, day_of(request, room))
    address = reverse("moment_show", args=[room.ref, saved[0].ref])
    if wants_json:
        return JsonResponse({"saved": address}, status=201)
    return redirect(address)


def _write(request: HttpRequest, room: Room, form: MomentForm) -> list[CareEvent]:
    """One moment for each child; nobody's name stands in another's."""
    by, values = Actor.of(request.user), form.cleaned_data  # type: ignore[arg-type]
    mine, at = me(request.user), values["at"]  # type: ignore[arg-type]
    there = adults_there(room, at)
    with transaction.atomic():
        written = []
        for child in form.everybody():
            available = list(there)
            if values["context"] == "arrival" and (bringer := brought_by(child, room, at)):
                available.append(bringer)
            written.append(
                record.care_event_record(
                    by=by,
                    request_id=uuid.uuid5(values["request_id"], str(child.ref)),
                    child=child,
                    at=at,
                    moment=form.moment(child, available, mine),
                )
            )
        return written


def _page(request: HttpRequest, room: Room, form: MomentForm, day: RoomDay) -> HttpResponse:
    board = Board(day)
    child = form.children.get(form["child"].value() or "")
    look(request, "moment_log", [child] if child else [])
    log = LogPage(board)
    context = form["context"].value()
    if context not in library().files.phrases.contexts:
        context = log.context_now(child) if child else "other"
    first = log.first(child, context) if child else []
    shown = {
        "form": form,
        "room": room,
        "child_ref": str(child.ref) if child else "",
        "name": board.names.get(child.pk, "") if child else "",
        "log": log,
        "when": context,
        "first": first,
        "groups": log.groups_without(first),
        "chosen": form["seen"].value() or [],
        "missed": log.missed(child) if child else [],
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "room/moment_log.html", shown, status=status)
