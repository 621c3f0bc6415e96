from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from basehaven.apps.accounts.access import for_roles
from basehaven.apps.intake.queries import import_or_404
from basehaven.apps.intake.shown import progress_words, state_words


@for_roles("data_manager")
@require_safe
def import_progress(request: HttpRequest, run: UUID) -> HttpResponse:
    """The part of the page that changes while one waits; when the wait is over, the whole page."""
    found = import_or_404(request.user, run)  # type: ignore[arg-type]
    waiting = not (found.is_settled or found.was_cut_off) and found.state != found.State.CHECKED
    if not waiting:
        return HttpResponseClientRedirect(reverse("import_show", args=[found.ref]))
    return TemplateResponse(
        request,
        "intake/import_progress.html",
        {"run": found, "state": state_words(found), "progress": progress_words(found)},
    )
