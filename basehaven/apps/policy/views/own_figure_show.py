"""One of an agency's own indicators: over time, by age, region and group, beside the nation's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.policy.access import reads_own
from basehaven.apps.policy.own.page import own_page_of


@reads_own
@require_safe
def own_figure_show(request: HttpRequest, system: str, indicator: str) -> HttpResponse:
    """A period that was not published shows the newest, and says which it is."""
    context = {"page": own_page_of(request, system, indicator)}
    return TemplateResponse(request, "policy/own_figure_show.html", context)
