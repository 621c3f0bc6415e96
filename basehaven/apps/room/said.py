"""One moment in words for the page: the child's own card first, guesses as guesses."""

from __future__ import annotations

from dataclasses import replace

from basehaven.apps.record.models import CareEvent, Child
from basehaven.apps.room.history import history_of
from basehaven.apps.room.models import CardLine
from basehaven.apps.room.reading import look_at, moment_of
from basehaven.apps.room.tiles import Board
from basehaven.core.cues.types import CardLine as OwnLine
from basehaven.knowledge.cues.library import library
from basehaven.knowledge.cues.said import Said
from basehaven.knowledge.cues.say import say

SPEAKS = (CardLine.Kind.HELPS, CardLine.Kind.OBJECT)  # of the care card: what to do in any moment


def own_lines(child: Child) -> tuple[OwnLine, ...]:
    """What people say of this child on the care card comes before all general knowledge."""
    lines = CardLine.objects.standing().filter(child=child, kind__in=SPEAKS)
    return tuple(OwnLine(line.text) for line in lines.order_by("written_at", "pk"))


def said_of(board: Board, event: CareEvent) -> Said:
    """What to show of a moment now. It is shown and forgotten."""
    language = board.speaker.language
    history = history_of(board.day, event.child, without=event)
    history = replace(history, card=own_lines(event.child))
    moment = moment_of(event.child, event, board.day.now)
    return say(library(), look_at(moment, history, on=board.on, language=language), language)
