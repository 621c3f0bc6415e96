"""Two records side by side, and the choice which one to keep."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.accounts.models import Role, User
from basehaven.apps.audit.actions import write_look
from basehaven.apps.record.actions.merge import person_merge as merge
from basehaven.apps.record.finding.after_merge import to_look_at
from basehaven.apps.record.finding.pairs import either, sides_of
from basehaven.apps.record.models import Adult, Child
from basehaven.core.errors import BasehavenError


class MergeForm(forms.Form):
    keep = forms.ChoiceField(
        label=gettext_lazy("Which record stands for both from now on?"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Its name and birth date stay. The names of the other still find the person, and "
            "everything else of both is kept."
        ),
    )
    request_id = forms.UUIDField(widget=forms.HiddenInput)


@for_roles(Role.DATA_MANAGER)
@require_http_methods(["GET", "POST"])
def person_merge(request: HttpRequest) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    kind = request.GET.get("kind", "child")
    if kind not in ("child", "adult"):
        raise Http404
    sides = [either(user, kind, request.GET.get(name, "")) for name in ("one", "other")]
    people = [side.person for side in sides if side.person is not None]
    if len(people) < 2 or people[0].pk == people[1].pk:
        context = {"sides": sides, "kind": kind, "same": len(people) == 2}
        return TemplateResponse(request, "record/person_merge_choose.html", context)
    return _confirm(request, user, kind, people)


def _confirm(
    request: HttpRequest, user: User, kind: str, people: list[Child | Adult]
) -> HttpResponse:
    sides = sides_of(user, people)
    form = MergeForm(request.POST or None, initial={"request_id": uuid.uuid4()})
    choices = [(str(side.ref), side.label) for side in sides]
    form.fields["keep"].choices = choices  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        kept, merged = sorted(people, key=lambda one: str(one.ref) != form.cleaned_data["keep"])
        try:
            merge(
                by=Actor.of(user),
                request_id=form.cleaned_data["request_id"],
                kept=kept,
                merged=merged,
            )
        except BasehavenError as error:
            form.add_error(None, str(error))
        else:
            return _done(request, kept)
    _look(user, people)
    status = 422 if form.is_bound else 200
    context = {"form": form, "sides": sides, "kind": kind}
    return TemplateResponse(request, "record/person_merge.html", context, status=status)


def _done(request: HttpRequest, kept: Child | Adult) -> HttpResponse:
    messages.success(request, _("Merged. You can undo this on the page of duplicates."))
    for said in to_look_at(kept):
        messages.warning(request, said)
    return redirect(kept if isinstance(kept, Child) else "duplicate_list")


def _look(user: User, people: list[Child | Adult]) -> None:
    for person in people:
        if isinstance(person, Child):
            write_look(
                by=Actor.of(user),
                action="person_merge",
                child_ref=person.ref,
                grounds="data manager of the agency",
            )
