from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.people import TwinForm
from basehaven.apps.record.models import AdultRole, Child


@with_child(may="edit_child")
@require_http_methods(["GET", "POST"])
def twin_add(request: HttpRequest, child: Child) -> HttpResponse:
    initial = {"born_on": child.born_on}
    form = open_form(request, TwinForm, child, initial)
    if not form.is_bound and "shared_ties" in form.fields:
        form.initial["shared_ties"] = [
            ref for ref, tie in form.ties.items() if tie.kind in (AdultRole.PARENT, AdultRole.KIN)
        ]
    return write(
        request,
        form,
        lambda by, request_id: actions.child_create(
            by=by, request_id=request_id, twin_of=child, **form.values()
        ),
        template="twin_add",
        done=Child.get_absolute_url,
    )
