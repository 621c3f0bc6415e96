from __future__ import annotations

import uuid
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.intake.models import ExportRun
from basehaven.apps.intake.queries import export_or_404
from basehaven.apps.intake.shown import progress_words

WAITING = (ExportRun.State.ASKED, ExportRun.State.WRITING)


@for_roles("data_manager")
@require_safe
def export_show(request: HttpRequest, export: UUID) -> HttpResponse:
    found = export_or_404(request.user, export)  # type: ignore[arg-type]
    waiting = found.state in WAITING and not found.was_cut_off
    context = {
        "export": found,
        "waiting": waiting,
        "progress": progress_words(found),
        "request_id": uuid.uuid4(),
    }
    if request.htmx:  # type: ignore[attr-defined]
        if not waiting:
            return HttpResponseClientRedirect(reverse("export_show", args=[found.ref]))
        return TemplateResponse(request, "intake/export_show_progress.html", context)
    return TemplateResponse(request, "intake/export_show.html", context)
