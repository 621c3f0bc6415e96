"""One search box for children and adults; with ``fragment=1`` only its results."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import replace_url

from basehaven.apps.accounts.access import signed_in
from basehaven.apps.record.finding.query import TEXT
from basehaven.apps.record.finding.results import Results, search_results

SHORTEST = 2  # characters before a search begins


@signed_in
@require_safe
def search_show(request: HttpRequest) -> HttpResponse:
    words = " ".join(request.GET.get("q", "")[:TEXT].split())
    long_enough = len(words) >= SHORTEST
    results = search_results(request.user, words) if long_enough else Results()  # type: ignore[arg-type]
    fragment = "fragment" in request.GET or request.htmx  # type: ignore[attr-defined]
    context = {
        "results": results,
        "find_words": words,
        "long_enough": long_enough,
        "fragment": fragment,
    }
    template = "record/search_results.html" if fragment else "record/search_show.html"
    answer = TemplateResponse(request, template, context)
    if request.htmx:  # type: ignore[attr-defined]
        replace_url(answer, f"{reverse('search')}?{urlencode({'q': words})}")
    return answer
