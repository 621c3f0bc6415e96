from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.ties import TieStartForm
from basehaven.apps.record.models import Child


@with_child(may="edit_ties")
@require_http_methods(["GET", "POST"])
def tie_start(request: HttpRequest, child: Child) -> HttpResponse:
    form = open_form(request, TieStartForm, child)
    return write(
        request,
        form,
        lambda by, request_id: actions.tie_start(
            by=by,
            request_id=request_id,
            child=child,
            adult=form.person(by, roles=[form.cleaned_data["kind"]]),
            checked=form.cleaned_data["checked"],
            **form.values(),
        ),
        template="tie_start",
        done=child.get_absolute_url(),
    )
