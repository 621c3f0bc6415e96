from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import access, actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.actions.history import stamp
from basehaven.apps.record.editing import history_of, open_form, write
from basehaven.apps.record.forms.corrections import correcting
from basehaven.apps.record.forms.homes import HomeForm
from basehaven.apps.record.models import Child, Home
from basehaven.apps.record.queries import load_child_record

CorrectHome = correcting(HomeForm)


@with_child(may="edit_stays")
@require_http_methods(["GET", "POST"])
def home_correct(request: HttpRequest, child: Child, home: UUID) -> HttpResponse:
    row, hidden = _shown_or_404(request, child, home)
    form = open_form(
        request, CorrectHome, child, {**CorrectHome.initial_of(row), "seen": stamp(row)}
    )
    for name in hidden:
        del form.fields[name]  # neither shown nor changed
    return write(
        request,
        form,
        lambda by, request_id: actions.row_correct(
            by=by,
            request_id=request_id,
            row=row,
            values=form.values(),
            reason=form.reason,
            seen=form.cleaned_data["seen"],
        ),
        template="home_correct",
        done=child.get_absolute_url(),
        said=_("Put right. What stood there before is in the history."),
        home=row,
        stays_closed="confidential" in hidden,
        versions=history_of(request, row, hidden - {"confidential"}),
    )


def _shown_or_404(request: HttpRequest, child: Child, ref: UUID) -> tuple[Home, frozenset[str]]:
    """A home that the projection shows of this child, and the fields it keeps back.

    Other children may live in it, whom this person does not see. So closing a home
    is open to everybody who edits stays, and opening one to families is not.
    """
    sight: access.Sight = request.sight  # type: ignore[attr-defined]
    shown = access.project(load_child_record(child), sight).homes.get(str(ref))
    row = Home.objects.filter(ref=ref, agency=child.agency_id).first() if shown else None
    if shown is None or row is None:
        raise Http404
    hidden = set()
    if row.address and not shown.address:
        hidden.add("address")
    if row.confidential and "open_homes" not in sight.may:
        hidden.add("confidential")
    return row, frozenset(hidden)
