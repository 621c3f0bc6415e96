"""What the file of an indicator means, column by column."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from basehaven.apps.policy.access import reads_published
from basehaven.apps.policy.downloads import dictionary_file
from basehaven.apps.policy.indicator_page import IndicatorPage, find_indicator


@reads_published
@require_safe
def dictionary_download(request: HttpRequest, system: str, indicator: str) -> HttpResponse:
    found = find_indicator(system, indicator)
    if found is None:
        raise Http404
    with translation.override("en"):
        return dictionary_file(IndicatorPage(found, request.GET.get("period", "")))
