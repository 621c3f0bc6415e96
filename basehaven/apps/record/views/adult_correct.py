from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from basehaven.apps.record import actions
from basehaven.apps.record.access import with_child
from basehaven.apps.record.actions.history import stamp
from basehaven.apps.record.editing import history_of, open_form, warnings_about, write
from basehaven.apps.record.forms.corrections import correcting
from basehaven.apps.record.forms.people import AdultForm
from basehaven.apps.record.forms.pick import adults_of
from basehaven.apps.record.models import Child

CorrectAdult = correcting(AdultForm)


@with_child(may="edit_ties")
@require_http_methods(["GET", "POST"])
def adult_correct(request: HttpRequest, child: Child, adult: UUID) -> HttpResponse:
    person = adults_of(child).filter(ref=adult).first()
    if person is None:
        raise Http404
    initial = {**CorrectAdult.initial_of(person), "seen": stamp(person)}
    form = open_form(request, CorrectAdult, child, initial)
    return write(
        request,
        form,
        lambda by, request_id: actions.row_correct(
            by=by,
            request_id=request_id,
            row=person,
            values=form.values(),
            reason=form.reason,
            seen=form.cleaned_data["seen"],
        ),
        template="adult_correct",
        done=child.get_absolute_url(),
        said=_("Put right. What stood there before is in the history."),
        warnings=warnings_about(child, person),
        versions=history_of(request, person),
    )
