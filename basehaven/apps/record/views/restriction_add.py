from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, write
from basehaven.apps.record.forms.family import RestrictionForm
from basehaven.apps.record.models import Child, today


@with_child(may="edit_restrictions")
@require_http_methods(["GET", "POST"])
def restriction_add(request: HttpRequest, child: Child) -> HttpResponse:
    form = open_form(request, RestrictionForm, child, {"started_on": today()})
    return write(
        request,
        form,
        lambda by, request_id: actions.restriction_add(
            by=by,
            request_id=request_id,
            child=child,
            adult=form.person(by, roles=[]),
            checked=form.cleaned_data["checked"],
            **form.values(),
        ),
        template="restriction_add",
        done=child.get_absolute_url(),
        said=_("Saved. It counts from now on, everywhere."),
    )
