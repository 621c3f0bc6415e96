"""What a child's own past says, as the reading function is handed it."""

from __future__ import annotations

from dataclasses import replace

from basehaven.apps.record.models import CareEvent, Child
from basehaven.apps.room.names import language_now
from basehaven.apps.room.queries import RoomDay, observation_of
from basehaven.core.cues.card import what_helped
from basehaven.core.cues.types import History, Observation
from basehaven.knowledge.board import response_words, responses_of


def history_of(day: RoomDay, child: Child, *, without: CareEvent | None = None) -> History:
    """The child's last weeks. Several things done at once are each counted as tried.

    ``without`` is the moment looked at: it is not its own past.
    """
    events = day.events.get(child.pk, ())
    seen = tuple(observation_of(event) for event in events if event != without)
    return History(
        helped=what_helped(one for each in seen for one in each_response(each)),
        observations=seen,
        days_here=tuple(day.days_here.get(child.pk, ())),
    )


def each_response(each: Observation) -> list[Observation]:
    language = language_now()
    return [
        replace(each, response=response_words(did, language)) for did in responses_of(each.response)
    ]
