from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.actions.import_run import import_forget as forget
from basehaven.apps.intake.forms import RequestForm
from basehaven.apps.intake.queries import import_or_404
from basehaven.core.errors import NotPossible


@for_roles("data_manager")
@require_POST
def import_forget(request: HttpRequest, run: UUID) -> HttpResponse:
    """Remove report and rejects, which quote rows."""
    found = import_or_404(request.user, run)  # type: ignore[arg-type]
    form = RequestForm(request.POST)
    if form.is_valid():
        try:
            forget(
                by=Actor.of(request.user),  # type: ignore[arg-type]
                request_id=form.cleaned_data["request_id"],
                run=found,
            )
        except NotPossible as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The report and the rejects are removed."))
    return redirect("import_show", found.ref)
