"""The figures that are on the screen, as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from basehaven.apps.policy.access import reads_published
from basehaven.apps.policy.downloads import figures_file
from basehaven.apps.policy.indicator_page import IndicatorPage, find_indicator


@reads_published
@require_safe
def figures_download(request: HttpRequest, system: str, indicator: str) -> HttpResponse:
    found = find_indicator(system, indicator)
    if found is None:
        raise Http404
    with translation.override("en"):
        return figures_file(IndicatorPage(found, request.GET.get("period", "")))
