from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.actions.export_run import export_fetch
from basehaven.apps.intake.models import ExportRun
from basehaven.apps.intake.queries import export_or_404


@for_roles("data_manager")
@require_GET
def export_download(request: HttpRequest, export: UUID) -> HttpResponse:
    found = export_or_404(request.user, export)  # type: ignore[arg-type]
    if found.state != ExportRun.State.READY or not found.zip_path.exists():
        raise Http404
    send = reauthentication_required(_send) if found.with_names else _send
    return send(request, found)


def _send(request: HttpRequest, export: ExportRun) -> HttpResponse:
    path = export_fetch(by=Actor.of(request.user), export=export)  # type: ignore[arg-type]
    return FileResponse(  # type: ignore[return-value]
        path.open("rb"), as_attachment=True, filename=path.name, content_type="application/zip"
    )
