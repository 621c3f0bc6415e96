from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.editing import open_form, warnings_about, write
from basehaven.apps.record.forms.people import AccountForm
from basehaven.apps.record.forms.pick import adults_of
from basehaven.apps.record.models import Child


@with_child(may="edit_rights")
@require_http_methods(["GET", "POST"])
def adult_link(request: HttpRequest, child: Child, adult: UUID) -> HttpResponse:
    """Which account is this person's own, so that rights and orders reach it."""
    person = adults_of(child).select_related("user").filter(ref=adult).first()
    if person is None:
        raise Http404
    account = person.user
    form = open_form(request, AccountForm, child, {"account": account.username if account else ""})
    return write(
        request,
        form,
        lambda by, request_id: actions.adult_link_user(
            by=by, request_id=request_id, adult=person, **form.values()
        ),
        template="adult_link",
        done=reverse("rights_show", args=[child.ref]),
        adult=person,
        account=account,
        warnings=warnings_about(child, person),
    )
