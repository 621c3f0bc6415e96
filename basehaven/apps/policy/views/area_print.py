"""One area on one page of paper, for somebody who decides."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from basehaven.apps.policy.access import reads_published
from basehaven.apps.policy.area_page import AreaPage, find_area

LANGUAGES = ("en", "es")


@reads_published
@require_safe
def area_print(request: HttpRequest, system: str, area: str) -> HttpResponse:
    """A4, tagged, in the reader's language or the one that is asked for."""
    from basehaven.apps.policy.printing import printed  # typst: only when somebody prints

    found = find_area(system, area)
    if found is None:
        raise Http404
    asked = request.GET.get("language", "")
    language = asked if asked in LANGUAGES else (translation.get_language() or "en")[:2]
    with translation.override(language):
        pdf = printed(AreaPage(system, found), language)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{system}-{found.area}.pdf"'},
    )
