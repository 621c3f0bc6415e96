"""What the room's pages ask of the record and of the day."""

from basehaven.apps.room.queries.comfort import answers_of, disputes_of, who_they_are_now
from basehaven.apps.room.queries.day import (
    OnShift,
    RoomDay,
    load_room_day,
    midnight_of,
    observation_of,
)
from basehaven.apps.room.queries.moments import moments_of
from basehaven.apps.room.queries.now import (
    Bringer,
    RoomNow,
    adult_on_shift,
    adults_there,
    away_now,
    beside_now,
    bringers,
    brought_by,
    care_event_on_board,
    open_calls,
    people_for_log,
    rooms_now,
    rows_on,
)

__all__ = [
    "Bringer",
    "OnShift",
    "RoomDay",
    "RoomNow",
    "adult_on_shift",
    "adults_there",
    "answers_of",
    "away_now",
    "beside_now",
    "bringers",
    "brought_by",
    "care_event_on_board",
    "disputes_of",
    "load_room_day",
    "midnight_of",
    "moments_of",
    "observation_of",
    "open_calls",
    "people_for_log",
    "rooms_now",
    "rows_on",
    "who_they_are_now",
]
