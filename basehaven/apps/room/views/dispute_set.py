"""The team says that two adults are in dispute: neither reads whom the child turns to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.access import with_child
from basehaven.apps.record.models import Child
from basehaven.apps.room import actions
from basehaven.apps.room.comfort_forms import DisputeForm
from basehaven.apps.room.models import ComfortDispute
from basehaven.apps.room.pages import look_at_child, saved
from basehaven.apps.room.people_here import PeopleHere
from basehaven.apps.room.turns_pages import adult_of, form_with_draft, sight_or_404


@with_child(may="decide_turns")
@require_http_methods(["GET", "POST"])
def dispute_set(request: HttpRequest, child: Child) -> HttpResponse:
    page = PeopleHere(child, sight_or_404(request))
    form = form_with_draft(request, DisputeForm, "dispute_set", child, page=page)
    if request.method == "POST" and form.is_valid():
        written = saved(
            request, form, "dispute_set", child.ref, lambda: _write(request, child, form)
        )
        if written is not None:
            messages.success(request, _("Saved. Neither of the two reads it from now on."))
            return redirect("child_turns_to", child.ref)
    look_at_child(request, "dispute_set", child)
    shown = {"form": form, "page": page, "child": child}
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "room/dispute_set.html", shown, status=status)


def _write(request: HttpRequest, child: Child, form: DisputeForm) -> ComfortDispute:
    values = form.cleaned_data
    return actions.dispute_set(
        by=Actor.of(request.user),  # type: ignore[arg-type]
        request_id=values["request_id"],
        child=child,
        one=adult_of(child, values["one"], "one"),
        other=adult_of(child, values["other"], "other"),
        ended_on=form.until(),
    )
