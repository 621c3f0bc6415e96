from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.actions.export_run import export_remove as remove
from basehaven.apps.intake.forms import RequestForm
from basehaven.apps.intake.queries import export_or_404


@for_roles("data_manager")
@require_POST
def export_remove(request: HttpRequest, export: UUID) -> HttpResponse:
    found = export_or_404(request.user, export)  # type: ignore[arg-type]
    form = RequestForm(request.POST)
    if form.is_valid():
        remove(
            by=Actor.of(request.user),  # type: ignore[arg-type]
            request_id=form.cleaned_data["request_id"],
            export=found,
        )
        messages.success(request, _("The file is removed."))
    return redirect("export_list")
