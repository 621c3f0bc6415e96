from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.actions.history import stamp
from basehaven.apps.record.editing import history_of, open_form, write
from basehaven.apps.record.forms.corrections import correcting
from basehaven.apps.record.forms.people import ChildForm
from basehaven.apps.record.models import Child

CorrectChild = correcting(ChildForm)


@with_child(may="edit_child")
@require_http_methods(["GET", "POST"])
def child_correct(request: HttpRequest, child: Child) -> HttpResponse:
    initial = {**CorrectChild.initial_of(child), "seen": stamp(child)}
    form = open_form(request, CorrectChild, child, initial)
    return write(
        request,
        form,
        lambda by, request_id: actions.row_correct(
            by=by,
            request_id=request_id,
            row=child,
            values=form.values(),
            reason=form.reason,
            seen=form.cleaned_data["seen"],
        ),
        template="child_correct",
        done=child.get_absolute_url(),
        said=_("Put right. What stood there before is in the history."),
        versions=history_of(request, child),
    )
