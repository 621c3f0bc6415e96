"""What the room's pages ask of the record and of the day."""

from basehaven.apps.room.queries.comfort import answers_of, disputes_of, who_they_are_now
from basehaven.apps.room.queries.day import (
    RoomDay,
    RoomPeople,
    load_room_day,
    load_room_people,
    observation_of,
)
from basehaven.apps.room.queries.here import Came, OnShift, RoomHere, load_room_here, midnight_of
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
from basehaven.apps.room.queries.orders import orders_about
from basehaven.apps.room.queries.settling import (
    MorningSeen,
    first_adults,
    mornings,
    plan_now,
    plans_of,
    room_of,
)
from basehaven.apps.room.queries.weeks import (
    ChildSeen,
    child_seen,
    is_about_harm,
    room_seen,
    since_weeks,
)

__all__ = [
    "Bringer",
    "Came",
    "ChildSeen",
    "MorningSeen",
    "OnShift",
    "RoomDay",
    "RoomHere",
    "RoomNow",
    "RoomPeople",
    "adult_on_shift",
    "adults_there",
    "answers_of",
    "away_now",
    "beside_now",
    "bringers",
    "brought_by",
    "care_event_on_board",
    "child_seen",
    "disputes_of",
    "first_adults",
    "is_about_harm",
    "load_room_day",
    "load_room_here",
    "load_room_people",
    "midnight_of",
    "moments_of",
    "mornings",
    "observation_of",
    "open_calls",
    "orders_about",
    "people_for_log",
    "plan_now",
    "plans_of",
    "room_of",
    "room_seen",
    "rooms_now",
    "rows_on",
    "since_weeks",
    "who_they_are_now",
]
