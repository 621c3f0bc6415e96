from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.record.models import Child
from basehaven.apps.room import actions
from basehaven.apps.room.access import with_card
from basehaven.apps.room.card.forms import CardLineForm
from basehaven.apps.room.card.grown import grown_of
from basehaven.apps.room.card.pages import line_form, others_near
from basehaven.apps.room.pages import look_at_child, saved

DRAFT = "card_line_write"


@with_card(may="write_card")
@require_http_methods(["GET", "POST"])
def card_line_write(request: HttpRequest, child: Child) -> HttpResponse:
    """A new line: typed, or what helped by the log taken onto the card with one tap."""
    form = line_form(request, child, draft=DRAFT)
    written = None
    if request.method == "POST" and form.is_valid():
        written = saved(request, form, DRAFT, child.ref, lambda: _write(request, child, form))
    if written is not None:
        messages.success(request, _("Saved."))
        return redirect("child_card", child.ref)
    look_at_child(request, "card_line_write", child)
    return TemplateResponse(
        request,
        "room/card_line_write.html",
        {"child": child, "form": form, "draft_form": DRAFT, "draft_subject": child.ref},
        status=422 if form.is_bound else 200,
    )


def _write(request: HttpRequest, child: Child, form: CardLineForm) -> object:
    values = form.cleaned_data
    counted = {each.words for each in grown_of(child, timezone.now())}
    return actions.card_line_write(
        by=Actor.of(request.user),  # type: ignore[arg-type]
        child=child,
        from_log=values["text"] in counted,
        others=others_near(request, child),
        **values,
    )
