from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_room
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.family import EndWithReasonForm
from basehaven.apps.record.forms.staff import MAY_APPOINT
from basehaven.apps.record.models import Room, today


@with_room
@require_http_methods(["GET", "POST"])
def room_work_end(request: HttpRequest, room: Room, work: UUID) -> HttpResponse:
    mine = room.working_relationships.filter(kind__in=MAY_APPOINT[request.user.role])  # type: ignore[union-attr,index]
    row = mine.select_related("user").filter(ref=work, ended_on=None).first()
    if row is None:
        raise Http404
    form = open_form(request, EndWithReasonForm, None, {"ended_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.working_relationship_end(
            by=by,
            request_id=request_id,
            work=row,
            ended_on=form.cleaned_data["ended_on"],
            reason=form.cleaned_data["reason"],
        ),
        template="room_work_end",
        done=reverse("room_show", args=[room.ref]),
        room=room,
        work=row,
    )
