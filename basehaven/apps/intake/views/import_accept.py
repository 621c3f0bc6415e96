from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.actions.import_run import import_accept as accept
from basehaven.apps.intake.forms import RequestForm
from basehaven.apps.intake.queries import import_or_404
from basehaven.apps.intake.tasks import apply_import
from basehaven.core.errors import NotPossible


@for_roles("data_manager")
@require_POST
def import_accept(request: HttpRequest, run: UUID) -> HttpResponse:
    """Save what was checked: all of it, or with ``partial`` the children whose rows are good."""
    found = import_or_404(request.user, run)  # type: ignore[arg-type]
    form = RequestForm(request.POST)
    partial = request.POST.get("partial") == "yes"
    if form.is_valid():
        request_id = form.cleaned_data["request_id"]
        try:
            accept(
                by=Actor.of(request.user),  # type: ignore[arg-type]
                request_id=request_id,
                run=found,
                partial=partial,
            )
        except NotPossible as error:
            messages.error(request, str(error))
        else:
            apply_import.enqueue(
                str(found.ref),
                str(request.user.ref),  # type: ignore[union-attr]
                str(request_id),
                partial,
            )
    return redirect("import_show", found.ref)
