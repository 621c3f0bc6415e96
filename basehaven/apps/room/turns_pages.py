"""What the pages about whom a child turns to share: who may, the look, and a draft kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from basehaven.apps.accounts import drafts
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_look
from basehaven.apps.record.access import Sight
from basehaven.apps.record.models import Adult, Child
from basehaven.apps.room.access import may_see_turns
from basehaven.apps.room.pages import attempt
from basehaven.core.errors import NotPossible

FormType = TypeVar("FormType", bound=forms.Form)


def sight_or_404(request: HttpRequest) -> Sight:
    sight: Sight = request.sight  # type: ignore[attr-defined]
    if not may_see_turns(sight):
        raise Http404
    return sight


def look_at(request: HttpRequest, action: str, child: Child) -> None:
    write_look(
        by=Actor.of(request.user),  # type: ignore[arg-type]
        action=action,
        child_ref=child.ref,
        grounds=request.sight.grounds,  # type: ignore[attr-defined]
    )


def form_with_draft(
    request: HttpRequest, form: type[FormType], name: str, child: Child, **given: Any
) -> FormType:
    """The form as sent, or empty, or with what was typed before a time-out."""
    initial = {**drafts.initial(request, name, child.ref), "request_id": uuid.uuid4()}
    data = request.POST if request.method == "POST" else None
    return form(data, initial=initial, **given)


def saved(
    request: HttpRequest, form: forms.Form, name: str, child: Child, save: Callable[[], Any]
) -> Any:
    """What was written, its draft forgotten in the same transaction; None if it was refused."""

    def write() -> Any:
        with transaction.atomic():
            row = save()
            drafts.clear_draft(request.user, name, child.ref)  # type: ignore[arg-type]
            return row

    return attempt(form, write)


def adult_of(child: Child, ref: str, field: str) -> Adult:
    found: Adult | None = Adult.objects.filter(agency=child.agency_id, ref=ref).first()
    if found is None:
        raise NotPossible(_("Choose one of the answers shown."), field=field)
    return found
