"""What changed, for whom, and how sure."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.policy.access import agency_beside, reads_published
from basehaven.apps.policy.overview_page import countries
from basehaven.apps.policy.own.page import beside


@reads_published
@require_safe
def overview_show(request: HttpRequest) -> HttpResponse:
    context = {"countries": countries(), "own": beside(agency_beside(request))}
    return TemplateResponse(request, "policy/overview_show.html", context)
