"""What the care card's views share: who reads, a line of this child, a form with its people."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from basehaven.apps.accounts import drafts
from basehaven.apps.record.access import children_for
from basehaven.apps.record.models import Child
from basehaven.apps.room.card.forms import CardLineForm
from basehaven.apps.room.card.page import Reader
from basehaven.apps.room.card.rules import not_called
from basehaven.apps.room.models import CardLine
from basehaven.apps.room.queries.card import children_near, people_of


def reader_of(request: HttpRequest) -> Reader:
    """Who wrote a line is told by name to those who see by name who looked."""
    return Reader(names=request.sight.sees_lookers)  # type: ignore[attr-defined]


def line_or_404(child: Child, ref: UUID) -> CardLine:
    line = CardLine.objects.standing().filter(child=child, ref=ref).select_related("child").first()
    if line is None:
        raise Http404
    return line


def others_near(request: HttpRequest, child: Child) -> list[Child]:
    """Children whom the writer sees near this one: none of them is named on the card."""
    return children_near(child, children_for(request.user))  # type: ignore[arg-type]


def line_form(
    request: HttpRequest, child: Child, *, draft: str, line: CardLine | None = None
) -> CardLineForm:
    """A form for a new line, or for what holds now in the place of one."""
    people, barred = people_of(child), not_called(child)
    begin: dict[str, Any] = {"request_id": uuid.uuid4(), "language": (get_language() or "en")[:2]}
    begin["kind"] = request.GET.get("kind", "")
    if line is not None:
        begin |= {name: getattr(line, name) for name in ("text", "more", "language")}
        begin["word_of"] = str(line.word_of.ref) if line.word_of else ""
        begin["person"] = str(line.person.ref) if line.person else ""
    subject = f"{child.ref}/{line.ref}" if line is not None else str(child.ref)
    return CardLineForm(
        request.POST if request.method == "POST" else None,
        people=people,
        callable_people=[adult for adult in people if adult.pk not in barred],
        kind=line.kind if line is not None else "",
        initial={**begin, **drafts.initial(request, draft, subject)},
    )
