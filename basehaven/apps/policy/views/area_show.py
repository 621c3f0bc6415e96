"""One area: its figures beside the nation's."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from basehaven.apps.policy.access import reads_published
from basehaven.apps.policy.area_page import AreaPage, find_area


@reads_published
@require_safe
def area_show(request: HttpRequest, system: str, area: str) -> HttpResponse:
    found = find_area(system, area)
    if found is None:
        raise Http404
    page = AreaPage(system, found)
    return TemplateResponse(request, "policy/area_show.html", {"page": page})
