"""What the editing views share: bring a form, try the write, come back with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import models, transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from basehaven.apps.accounts import drafts
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_look
from basehaven.apps.record.actions.history import versions_of
from basehaven.apps.record.forms.base import RecordForm
from basehaven.apps.record.forms.said import Said, in_words
from basehaven.apps.record.map.words import name_or_kind, restrictions_words
from basehaven.apps.record.models import Adult, Child, Restriction, Sibling, today
from basehaven.core.errors import BasehavenError

Model = TypeVar("Model", bound=models.Model)
FormType = TypeVar("FormType", bound=RecordForm)
Save = Callable[[Actor, UUID], Any]


def open_form(
    request: HttpRequest,
    form: type[FormType],
    child: Child | None,
    initial: dict[str, Any] | None = None,
    **given: Any,
) -> FormType:
    return form(
        request.POST if request.method == "POST" else None,
        user=request.user,  # type: ignore[arg-type]
        child=child,
        initial=initial,
        **given,
    )


def write(
    request: HttpRequest,
    form: RecordForm,
    save: Save,
    *,
    template: str,
    done: str | Callable[[Any], str],
    said: str = "",
    **context: Any,
) -> HttpResponse:
    """Show the form, or save it and go on; a refusal comes back with all typed input.

    ``save`` is the write, called inside one transaction. ``done`` is where to go
    after, or how to tell that from what was written. ``said`` is one sentence for
    the next page, without names, since it is kept in a cookie. Whoever an order
    keeps from the child changes nothing here: these pages name people and places.
    """
    sight = getattr(request, "sight", None)
    if sight is not None and sight.restricted:
        raise Http404
    draft = (template, _subject(request))
    if request.method == "POST":
        if "find" in request.POST:  # the search button of a picker, without JavaScript
            form.is_valid()
            form.forget_errors()
        elif form.is_valid():
            written = _attempt(form, save, draft)
            if written is not None:
                messages.success(request, said or _("Saved."))
                return redirect(done(written) if callable(done) else done)
    look(request, template, form.child)
    _begin_with_draft(request, form, *draft)
    shown = {"form": form, "child": form.child, **context}
    shown["draft_form"], shown["draft_subject"] = draft
    status = 422 if form.is_bound and form.errors else 200
    return TemplateResponse(request, f"record/{template}.html", shown, status=status)


def _subject(request: HttpRequest) -> str:
    """Which row the page is about: the random references of its address, the child's first."""
    found = request.resolver_match
    return "/".join(str(value) for value in found.kwargs.values())[:80] if found else ""


def _begin_with_draft(request: HttpRequest, form: RecordForm, name: str, subject: str) -> None:
    """Fill in what was typed before a time-out; a list stays a list."""
    for field, value in drafts.initial(request, name, subject).items():
        if field in form.fields:
            several = isinstance(form.fields[field], forms.MultipleChoiceField)
            form.initial[field] = [value] if several and isinstance(value, str) else value


def look(request: HttpRequest, page: str, child: Child | None) -> None:
    """These pages show part of the record, so opening one is a look like any other."""
    sight = getattr(request, "sight", None)
    if sight is not None and child is not None:
        write_look(
            by=Actor.of(request.user),  # type: ignore[arg-type]
            action=page,
            child_ref=child.ref,
            grounds=sight.grounds,
        )


def _attempt(form: RecordForm, save: Save, draft: tuple[str, str]) -> Any:
    try:
        with transaction.atomic():
            written = save(Actor.of(form.user), form.cleaned_data["request_id"])
            drafts.clear_draft(form.user, *draft)
            return written
    except BasehavenError as error:
        form.refuse(error)
        return None


def row_or_404(child: Child, model: type[Model], ref: UUID) -> Model:
    """A row of this child and no other."""
    rows = model._base_manager.filter(ref=ref)
    if model is Sibling:
        row = rows.filter(Q(child=child) | Q(sibling=child)).first()
    else:
        row = rows.filter(child=child).first()
    if row is None:
        raise Http404
    return row


def history_of(
    request: HttpRequest, row: models.Model, hidden: frozenset[str] = frozenset()
) -> list[Said]:
    """What stood in a row before, in words, for those who may see history."""
    sight = getattr(request, "sight", None)  # pages of rooms have none: who plans one sees all
    if sight is not None and "see_history" not in sight.may:
        return []
    return in_words(type(row), versions_of(row), hidden=hidden)


def restricted_people(child: Child) -> list[str]:
    """Everybody who is restricted today, by name and in words.

    For pages on which somebody is contacted or takes the child home: a name may not
    be among those shown first, or be written down anew by whoever does not know.
    """
    live = child.restrictions.standing().live_on(today()).select_related("adult")
    by_adult: dict[Adult, list[Restriction]] = {}
    for row in live.order_by("adult__name", "started_on", "pk"):
        by_adult.setdefault(row.adult, []).append(row)
    return [
        f"{name_or_kind(adult.name, adult.roles)}: "
        + "; ".join(restrictions_words(rows, short=False))  # type: ignore[arg-type]
        for adult, rows in by_adult.items()
    ]


def warnings_about(child: Child, adult: Adult) -> tuple[str, ...]:
    """What restricts this person today, in words, for every page that concerns them."""
    live = child.restrictions.standing().live_on(today()).filter(adult=adult)
    return restrictions_words(list(live), short=False)
