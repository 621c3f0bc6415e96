"""What the pages about whom a child turns to share: who may, and a draft kept."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django import forms
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from basehaven.apps.accounts import drafts
from basehaven.apps.record.access import Sight
from basehaven.apps.record.models import Adult, Child
from basehaven.apps.room.access import may_see_turns
from basehaven.core.errors import NotPossible

FormType = TypeVar("FormType", bound=forms.Form)


def sight_or_404(request: HttpRequest) -> Sight:
    sight: Sight = request.sight  # type: ignore[attr-defined]
    if not may_see_turns(sight):
        raise Http404
    return sight


def form_with_draft(
    request: HttpRequest, form: type[FormType], name: str, child: Child, **given: Any
) -> FormType:
    """The form as sent, or empty, or with what was typed before a time-out."""
    initial = {**drafts.initial(request, name, child.ref), "request_id": uuid.uuid4()}
    data = request.POST if request.method == "POST" else None
    return form(data, initial=initial, **given)


def adult_of(child: Child, ref: str, field: str) -> Adult:
    found: Adult | None = Adult.objects.filter(agency=child.agency_id, ref=ref).first()
    if found is None:
        raise NotPossible(_("Choose one of the answers shown."), field=field)
    return found
