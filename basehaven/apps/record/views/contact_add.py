from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.asked import day_or_none
from basehaven.apps.record.editing import open_form, restricted_people, warnings_about, write
from basehaven.apps.record.forms.pick import fetch
from basehaven.apps.record.forms.rooms import ContactForm
from basehaven.apps.record.models import Child, today


@with_child(may="edit_ties")
@require_http_methods(["GET", "POST"])
def contact_add(request: HttpRequest, child: Child) -> HttpResponse:
    is_plan = "plan" in request.GET
    form = open_form(request, ContactForm, child, _filled_in(request, child))
    if is_plan:
        form.only_plan()
    return write(
        request,
        form,
        lambda by, request_id: actions.contact_add(
            by=by,
            request_id=request_id,
            child=child,
            adult=form.person(by, roles=[]),
            **form.values(),
        ),
        template="contact_add",
        done=child.get_absolute_url(),
        is_plan=is_plan,
        warnings=restricted_people(child),
    )


def _filled_in(request: HttpRequest, child: Child) -> dict[str, Any]:
    """What a link says: with whom, on which day, or that it is to be planned."""
    filled: dict[str, Any] = {"on": today(), "kept": True}
    if "plan" in request.GET:
        filled = {"planned": True}
    day = day_or_none(request.GET.get("on", ""))
    if day is not None:
        filled["on"] = day
    adult = fetch("adult", request.GET.get("adult", ""), request.user, child)  # type: ignore[arg-type]
    if adult is not None and not warnings_about(child, adult):  # no link proposes contact then
        filled["adult"] = adult
    return filled
