"""The care card as one printed page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from basehaven.apps.record.models import Child
from basehaven.apps.room.access import with_card
from basehaven.apps.room.card.forms import HEADINGS
from basehaven.apps.room.card.page import Reader, card_of
from basehaven.apps.room.card.pages import reader_of
from basehaven.apps.room.pages import look_at_child


@with_card(may="see_card")
@require_safe
def card_print(request: HttpRequest, child: Child) -> HttpResponse:
    """A5, tagged, in English or Spanish headings: first names only, since paper is left about."""
    from basehaven.apps.room.card.printing import printed  # typst: only when somebody prints

    asked = request.GET.get("language", "")
    language = asked if asked in dict(HEADINGS) else (translation.get_language() or "en")[:2]
    with translation.override(language):
        reader = Reader(names=reader_of(request).names, outside=True)
        pdf = printed(card_of(child, reader), language)
    look_at_child(request, "card_print", child, how="export")
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="card.pdf"'},
    )
