"""One of an agency's own indicators: over time, by age, region and group, beside the nation's."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.policy.access import agency_of_reader, reads_own
from basehaven.apps.policy.own import Own
from basehaven.apps.policy.own_page import find_own


@reads_own
@require_safe
def own_figure_show(request: HttpRequest, system: str, indicator: str) -> HttpResponse:
    """A period that was not published shows the newest, and says which it is."""
    own = Own(agency_of_reader(request))
    page = find_own(own, system, indicator, request.GET.get("period", ""))
    if page is None:
        raise Http404
    return TemplateResponse(request, "policy/own_figure_show.html", {"page": page})
