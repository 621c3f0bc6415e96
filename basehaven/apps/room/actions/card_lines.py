"""The only writers of a care card's lines. No line is changed: it ends, and another begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.actions.rows import take_turn
from basehaven.apps.record.models import Adult, Child
from basehaven.apps.room.actions.rows import same_agency
from basehaven.apps.room.card.rules import refuse_a_call_against_an_order, refuse_what_travels
from basehaven.apps.room.models import CardLine
from basehaven.core.errors import NotPossible


@audited("card_line_write")
def card_line_write(
    *,
    by: Actor,
    request_id: UUID,
    child: Child,
    kind: str,
    text: str,
    more: str = "",
    language: str = "en",
    person: Adult | None = None,
    word_of: Adult | None = None,
    from_log: bool = False,
    others: Sequence[Child] = (),
) -> CardLine:
    """Put a line on the card.

    ``word_of`` is on whose word it stands, where that is not whoever writes. ``others`` are
    children whom the writer sees: none of them is named on this child's card.
    """
    child = take_turn(by, child)
    values = _checked(by, child, kind, text, more, language, person, word_of, others)
    return CardLine.objects.create(
        agency=by.agency, child=child, written_by=by.label, from_log=from_log, **values
    )


@audited("card_line_correct")
def card_line_correct(
    *,
    by: Actor,
    request_id: UUID,
    line: CardLine,
    text: str,
    more: str = "",
    language: str = "en",
    person: Adult | None = None,
    word_of: Adult | None = None,
    others: Sequence[Child] = (),
) -> CardLine:
    """End a line and write what holds now in its place. What stood there is kept."""
    child = take_turn(by, line.child)
    line = _still_standing(line)
    values = _checked(by, child, line.kind, text, more, language, person, word_of, others)
    _end(by, line)
    return CardLine.objects.create(
        agency=by.agency, child=child, written_by=by.label, instead_of=line, **values
    )


@audited("card_line_remove")
def card_line_remove(
    *, by: Actor, request_id: UUID, line: CardLine, in_error: bool = False
) -> CardLine:
    """Take a line off the card: it holds no longer, or it should never have been there."""
    take_turn(by, line.child)
    line = _still_standing(line)
    _end(by, line, in_error=in_error)
    return line


def _checked(
    by: Actor,
    child: Child,
    kind: str,
    text: str,
    more: str,
    language: str,
    person: Adult | None,
    word_of: Adult | None,
    others: Sequence[Child],
) -> dict[str, Any]:
    text, more = " ".join(text.split()), " ".join(more.split())
    if kind not in CardLine.Kind.values:
        raise NotPossible(_("Choose what it is about."), field="kind")
    if not text:
        raise NotPossible(_("Say it in a few words."), field="text")
    if len(text) > 200 or len(more) > 200:
        raise NotPossible(
            _("Keep it to 200 letters: the card is one page."),
            field="text" if len(text) > 200 else "more",
        )
    same_agency(by, *[adult for adult in (person, word_of) if adult is not None])
    refuse_what_travels(child, others, text=text, more=more)
    if kind == CardLine.Kind.CALL:
        refuse_a_call_against_an_order(child, person, f"{text} {more}")
    return {
        "kind": kind,
        "text": text,
        "more": more,
        "language": language,
        "person": person if kind == CardLine.Kind.CALL else None,
        "word_of": word_of,
    }


def _still_standing(line: CardLine) -> CardLine:
    line = CardLine.objects.select_for_update().select_related("child").get(pk=line.pk)
    if line.ended_at is not None or line.entered_in_error:
        raise NotPossible(
            _("Somebody has changed this line meanwhile. Go back to the card and look at it.")
        )
    return line


def _end(by: Actor, line: CardLine, *, in_error: bool = False) -> None:
    line.ended_at, line.ended_by, line.entered_in_error = timezone.now(), by.label, in_error
    line.save(update_fields=["ended_at", "ended_by", "entered_in_error"])
