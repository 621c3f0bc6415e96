from __future__ import annotations

import uuid
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.intake.queries import import_or_404
from basehaven.apps.intake.shown import error_words, progress_words, run_page, state_words


@for_roles("data_manager")
@require_safe
def import_show(request: HttpRequest, run: UUID) -> HttpResponse:
    found = import_or_404(request.user, run)  # type: ignore[arg-type]
    return TemplateResponse(
        request,
        "intake/import_show.html",
        {
            "page": run_page(found),
            "run": found,
            "state": state_words(found),
            "error": error_words(found),
            "progress": progress_words(found),
            "waiting": not found.is_settled and found.state != found.State.CHECKED,
            "request_id": uuid.uuid4(),
            "has_report": found.report_path.exists(),
            "has_rejects": found.rejects_folder.exists(),
            "conflicts": found.conflicts.filter(decision="").exists(),
        },
    )
