"""One moment in words for the page: the child's own card first, guesses as guesses."""

from __future__ import annotations

from basehaven.apps.record.models import CareEvent
from basehaven.apps.room.history import history_of
from basehaven.apps.room.reading import look_at, moment_of
from basehaven.apps.room.tiles import Board
from basehaven.knowledge.cues.library import library
from basehaven.knowledge.cues.said import Said
from basehaven.knowledge.cues.say import say


def said_of(board: Board, event: CareEvent) -> Said:
    """What to show of a moment now. It is shown and forgotten."""
    language = board.speaker.language
    history = history_of(board.day, event.child, without=event)
    moment = moment_of(event.child, event, board.day.now)
    return say(library(), look_at(moment, history, on=board.on, language=language), language)
