"""A child's care card: what people wrote, and what helped by the log."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from basehaven.apps.record.models import Child
from basehaven.apps.room.access import with_card
from basehaven.apps.room.card.page import card_of
from basehaven.apps.room.card.pages import reader_of
from basehaven.apps.room.pages import look_at_child
from basehaven.apps.room.queries.card import lines_before

MOST_BEFORE = 30


@with_card(may="see_card")
@require_safe
def child_card(request: HttpRequest, child: Child) -> HttpResponse:
    sight = request.sight  # type: ignore[attr-defined]
    look_at_child(request, "child_card", child)
    return TemplateResponse(
        request,
        "room/child_card.html",
        {
            "child": child,
            "card": card_of(child, reader_of(request)),
            "before": lines_before(child)[:MOST_BEFORE],
            "may_write": "write_card" in sight.may,
            "may_share": "give_consent" in sight.may,
            "language": (get_language() or "en")[:2],
            "request_id": uuid.uuid4(),
        },
    )
