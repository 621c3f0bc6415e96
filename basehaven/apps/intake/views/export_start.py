from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.actions.export_run import export_start as start
from basehaven.apps.intake.forms import ExportForm
from basehaven.apps.intake.models import ExportRun
from basehaven.apps.intake.tasks import write_export


def _takes_names(request: HttpRequest) -> bool:
    return request.method == "POST" and bool(request.POST.get("with_names"))


@for_roles("data_manager")
@reauthentication_required(enabled=_takes_names)  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "POST"])
def export_start(request: HttpRequest) -> HttpResponse:
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        export: ExportRun = start(by=Actor.of(request.user), **form.cleaned_data)  # type: ignore[arg-type]
        if export.state == ExportRun.State.ASKED:
            write_export.enqueue(str(export.ref), str(request.user.ref))  # type: ignore[union-attr]
        return redirect("export_show", export.ref)
    status = 422 if form.errors else 200
    return TemplateResponse(request, "intake/export_start.html", {"form": form}, status=status)
