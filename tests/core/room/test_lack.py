from __future__ import annotations

from basehaven.core.room.demand import demand_of
from basehaven.core.room.lack import lack_in_week, lacks_at_once
from tests.core.room.weeks import MONDAY, a_child, a_week, an_adult, at, opened, span


def at_once(adults, children):
    week = a_week(adults, children)
    return lacks_at_once(week, demand_of(week).needed)


def in_week(adults, children, days=5):
    week = a_week(adults, children, days=days)
    return lack_in_week(week, demand_of(week).needed)


def eight(hours="08:00-16:00", room="otters", days=1):
    return [a_child(f"{room}{n}", hours, room=room, days=days) for n in range(8)]


def test_leave_that_nobody_can_stand_in_for_is_named_with_room_and_time():
    adults = [an_adult("ana"), an_adult("ben", away=(span("10:00-12:00"),))]
    (lack,) = at_once(adults, eight())
    assert (lack.day, lack.start, lack.end) == (MONDAY, at("10:00"), at("12:00"))
    assert (lack.rooms, lack.needed, lack.could, lack.short) == (("otters",), 2, ("ana",), 1)


def test_one_adult_cannot_be_in_two_rooms_and_only_those_rooms_are_named():
    adults = [an_adult("ana", "otters bears"), an_adult("ben", "foxes"), an_adult("cleo", "foxes")]
    children = [
        a_child("milo", "09:00-10:00"),
        a_child("nia", "09:00-10:00", room="bears"),
        a_child("otis", "09:00-10:00", room="foxes"),
    ]
    (lack,) = at_once(adults, children)
    assert lack.rooms == ("otters", "bears")
    assert (lack.needed, lack.could, lack.short) == (2, ("ana",), 1)


def test_an_adult_kept_apart_from_a_child_there_could_not_be_there():
    apart = a_child("milo", "09:00-10:00", kept_apart=frozenset({"ana"}))
    (lack,) = at_once([an_adult("ana")], [apart])
    assert (lack.could, lack.short) == ((), 1)


def test_a_week_that_can_be_staffed_at_every_time_shows_no_lack():
    assert at_once([an_adult("ana"), an_adult("ben")], eight()) == ()


def test_contracts_that_hold_too_few_hours_are_added_up_for_the_rooms_that_need_them():
    part = {"week_minutes": 20 * 60, "can_work": opened(days=5)}
    adults = [an_adult("ana", **part), an_adult("ben", **part), an_adult("cleo", "foxes")]
    children = [a_child("milo", days=5), a_child("nia", days=5), a_child("f", room="foxes", days=5)]
    assert in_week(adults, children) is None
    lack = in_week(adults, [*children, *eight("08:00-12:00", days=5)])
    assert lack is not None
    assert lack.rooms == ("otters",)
    assert (lack.needed_minutes, lack.had_minutes) == (5 * (3 * 4 + 4) * 60, 40 * 60)
    assert lack.could == ("ana", "ben")


def test_days_a_week_limit_the_hours_to_be_had():
    adults = [an_adult("ana", days=3)]
    lack = in_week(adults, [a_child("milo", days=5)])
    assert lack is not None
    assert lack.had_minutes == 3 * 8 * 60
