"""The own figures that are on the screen, as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from basehaven.apps.policy.access import agency_of_reader, reads_own
from basehaven.apps.policy.own import Own
from basehaven.apps.policy.own_downloads import own_figures_file
from basehaven.apps.policy.own_page import find_own


@reads_own
@require_safe
def own_figures_download(request: HttpRequest, system: str, indicator: str) -> HttpResponse:
    own = Own(agency_of_reader(request))
    with translation.override("en"):
        page = find_own(own, system, indicator, request.GET.get("period", ""))
        if page is None:
            raise Http404
        return own_figures_file(page)
