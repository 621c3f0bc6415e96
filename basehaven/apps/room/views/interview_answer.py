"""The nine questions for one adult. Others' answers are not on this page: each is asked alone."""

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
from basehaven.apps.room.access import is_family_only
from basehaven.apps.room.comfort_forms import InterviewForm
from basehaven.apps.room.models import ComfortAnswer
from basehaven.apps.room.pages import look_at_child, saved
from basehaven.apps.room.people_here import PeopleHere
from basehaven.apps.room.turns_pages import adult_of, form_with_draft, sight_or_404


@with_child(may="see_turns")
@require_http_methods(["GET", "POST"])
def interview_answer(request: HttpRequest, child: Child) -> HttpResponse:
    sight = sight_or_404(request)
    page = PeopleHere(child, sight)
    form = form_with_draft(
        request, InterviewForm, "interview_answer", child, page=page,
        me=(sight.adult_ref, str(request.user)), for_others=not is_family_only(sight),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        written = saved(
            request, form, "interview_answer", child.ref, lambda: _write(request, child, form)
        )
        if written is not None:
            messages.success(request, _("Saved. The answers stand beside those of the others."))
            return redirect("child_turns_to", child.ref)
    look_at_child(request, "interview_answer", child)
    shown = {"form": form, "page": page, "child": child}
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "room/interview_answer.html", shown, status=status)


def _write(request: HttpRequest, child: Child, form: InterviewForm) -> ComfortAnswer:
    values = form.cleaned_data
    return actions.interview_answer(
        by=Actor.of(request.user),  # type: ignore[arg-type]
        request_id=values["request_id"],
        child=child,
        asked=adult_of(child, values["asked"], "asked"),
        said=form.said(),
        sure=values["sure"],
        seen_on=values["seen_on"],
    )
