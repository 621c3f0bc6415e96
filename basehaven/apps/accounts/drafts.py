"""What somebody has typed and not yet saved: kept through time-outs, shown once more.

A form's view calls ``initial`` and puts ``accounts/_draft.html`` inside its
``<form data-draft-form=... data-draft-subject=...>``. Whatever saves the form
calls ``clear_draft`` in the same transaction.
"""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, QueryDict

from basehaven.apps.accounts.actions.draft_clear import clear_draft
from basehaven.apps.accounts.actions.draft_save import draft_save
from basehaven.apps.accounts.models import Draft
from basehaven.core.errors import NotPossible

__all__ = ["clear_draft", "initial", "keep_what_was_posted"]

# Never kept: keys of the request itself, and secrets.
NOT_KEPT = re.compile(r"^(csrfmiddlewaretoken|request_id|draft_\w+)$|password", re.IGNORECASE)


def initial(request: HttpRequest, form: str, subject: object = "") -> dict[str, Any]:
    """Values to begin the form with, and ``request.draft`` for the notice above it.

    Empty on a post, and when nothing was kept. Field by field they replace the
    form's own initial values.
    """
    request.draft = None  # type: ignore[attr-defined]
    if request.method != "GET" or not request.user.is_authenticated:
        return {}
    kept = Draft.objects.filter(user=request.user, form=form, subject=str(subject)).first()
    request.draft = kept  # type: ignore[attr-defined]
    return dict(kept.values) if kept else {}


def values_of(posted: QueryDict) -> dict[str, Any]:
    """What was typed, by field; a field given more than once is a list."""
    values: dict[str, Any] = {}
    for name, given in posted.lists():
        if not NOT_KEPT.search(name):
            values[name] = given[0] if len(given) == 1 else given
    return values


def keep_what_was_posted(request: HttpRequest) -> None:
    """Before a session that timed out ends: the post that met it is not lost."""
    form = request.POST.get("draft_form", "") if request.method == "POST" else ""
    if not form:
        return
    try:
        draft_save(
            user=request.user,  # type: ignore[arg-type]
            form=form,
            subject=request.POST.get("draft_subject", ""),
            values=values_of(request.POST),
        )
    except NotPossible:  # too long or misnamed: the page still says to sign in again
        return
