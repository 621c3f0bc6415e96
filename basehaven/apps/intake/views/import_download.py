from __future__ import annotations

import io
import zipfile
from pathlib import Path
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_look
from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.queries import import_or_404

KINDS = {"report": "application/json", "findings": "text/csv", "rejects": "application/zip"}


@for_roles("data_manager")
@require_GET
def import_download(request: HttpRequest, run: UUID, what: str) -> HttpResponse:
    """The report, all findings as a spreadsheet, or the refused rows."""
    found = import_or_404(request.user, run)  # type: ignore[arg-type]
    path = _path(found, what)
    if path is None or not path.exists():
        raise Http404
    write_look(
        by=Actor.of(request.user),  # type: ignore[arg-type]
        action="import_download",
        grounds=f"{what} of an import",
        how="export",
    )
    source = _zipped(path) if path.is_dir() else path.open("rb")
    ending = {"report": "json", "findings": "csv", "rejects": "zip"}[what]
    return FileResponse(  # type: ignore[return-value]
        source,
        as_attachment=True,
        filename=f"{what}-{found.started_at:%Y-%m-%d}.{ending}",
        content_type=KINDS[what],
    )


def _path(run: ImportRun, what: str) -> Path | None:
    return {
        "report": run.report_path,
        "findings": run.findings_path,
        "rejects": run.rejects_folder,
    }.get(what)


def _zipped(folder: Path) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path in sorted(folder.iterdir()):
            zipped.write(path, path.name)
    packed.seek(0)
    return packed
