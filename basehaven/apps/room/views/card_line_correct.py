from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Child
from basehaven.apps.room import actions
from basehaven.apps.room.access import with_card
from basehaven.apps.room.card.pages import line_form, line_or_404, others_near
from basehaven.apps.room.pages import look_at_child, saved

DRAFT = "card_line_correct"


@with_card(may="write_card")
@require_http_methods(["GET", "POST"])
def card_line_correct(request: HttpRequest, child: Child, line: UUID) -> HttpResponse:
    """What holds now in the place of a line; the line itself is kept, with its date."""
    found = line_or_404(child, line)
    form = line_form(request, child, draft=DRAFT, line=found)
    subject = f"{child.ref}/{found.ref}"
    if request.method == "POST" and form.is_valid():
        written = saved(
            request,
            form,
            DRAFT,
            subject,
            lambda: actions.card_line_correct(
                by=Actor.of(request.user),  # type: ignore[arg-type]
                line=found,
                others=others_near(request, child),
                **form.cleaned_data,
            ),
        )
        if written is not None:
            messages.success(request, _("Saved. What stood there before is kept."))
            return redirect("child_card", child.ref)
    look_at_child(request, "card_line_correct", child)
    return TemplateResponse(
        request,
        "room/card_line_correct.html",
        {
            "child": child,
            "form": form,
            "line": found,
            "draft_form": DRAFT,
            "draft_subject": subject,
        },
        status=422 if form.is_bound else 200,
    )
