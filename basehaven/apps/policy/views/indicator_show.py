"""One indicator: over time, by region, by size, by age and group, with its doubts beside it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.policy.access import agency_beside, reads_published
from basehaven.apps.policy.indicator_page import IndicatorPage, find_indicator
from basehaven.apps.policy.own.page import beside


@reads_published
@require_safe
def indicator_show(request: HttpRequest, system: str, indicator: str) -> HttpResponse:
    """A period that nobody published shows the latest one, and says which it is."""
    found = find_indicator(system, indicator)
    if found is None:
        raise Http404
    page = IndicatorPage(found, request.GET.get("period", ""))
    context = {"page": page, "own": beside(agency_beside(request), found)}
    return TemplateResponse(request, "policy/indicator_show.html", context)
