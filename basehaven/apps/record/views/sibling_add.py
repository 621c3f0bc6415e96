from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.family import SiblingForm
from basehaven.apps.record.models import Child


@with_child(may="edit_ties")
@require_http_methods(["GET", "POST"])
def sibling_add(request: HttpRequest, child: Child) -> HttpResponse:
    form = open_form(request, SiblingForm, child)
    return write(
        request,
        form,
        lambda by, request_id: actions.sibling_add(
            by=by, request_id=request_id, child=child, **form.values()
        ),
        template="sibling_add",
        done=child.get_absolute_url(),
    )
