from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_room
from basehaven.apps.record.actions.history import stamp
from basehaven.apps.record.editing import history_of, open_form, write
from basehaven.apps.record.forms.corrections import correcting
from basehaven.apps.record.forms.staff import ShiftFacts
from basehaven.apps.record.models import Room, Shift

CorrectShift = correcting(ShiftFacts)


def shift_or_404(room: Room, ref: UUID) -> Shift:
    """A shift in this room and no other."""
    shift: Shift | None = room.shifts.select_related("adult").filter(ref=ref).first()
    if shift is None:
        raise Http404
    return shift


@with_room
@require_http_methods(["GET", "POST"])
def shift_correct(request: HttpRequest, room: Room, shift: UUID) -> HttpResponse:
    row = shift_or_404(room, shift)
    form = open_form(
        request, CorrectShift, None, {**CorrectShift.initial_of(row), "seen": stamp(row)}
    )
    return write(
        request,
        form,
        lambda by, request_id: actions.row_correct(
            by=by,
            request_id=request_id,
            row=row,
            values=form.values(),
            reason=form.reason,
            seen=form.cleaned_data["seen"],
        ),
        template="shift_correct",
        done=reverse("room_show", args=[room.ref]),
        said=_("Put right. What stood there before is in the history."),
        room=room,
        shift=row,
        versions=history_of(request, row),
    )
