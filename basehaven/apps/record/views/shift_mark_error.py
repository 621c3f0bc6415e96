from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_room
from basehaven.apps.record.actions.history import stamp
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.corrections import ReasonForm
from basehaven.apps.record.models import Room
from basehaven.apps.record.views.shift_correct import shift_or_404


@with_room
@require_http_methods(["GET", "POST"])
def shift_mark_error(request: HttpRequest, room: Room, shift: UUID) -> HttpResponse:
    row = shift_or_404(room, shift)
    form = open_form(request, ReasonForm, None, {"seen": stamp(row)})
    return write(
        request,
        form,
        lambda by, request_id: actions.row_mark_error(
            by=by,
            request_id=request_id,
            row=row,
            reason=form.reason,
            seen=form.cleaned_data["seen"],
        ),
        template="shift_mark_error",
        done=reverse("room_show", args=[room.ref]),
        said=_("Hidden. It stays in the history and can be put back."),
        room=room,
        shift=row,
    )
