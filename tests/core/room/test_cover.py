from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.room.cover import cover_of, uncovered, wishes_missed
from tests.core.room.weeks import MONDAY, a_child, a_rota, a_shift, a_week, an_adult, at, span

MILO = a_child("milo", "08:00-12:00", main="ana", backup="ben")
WEEK = a_week([an_adult("ana", "otters bears"), an_adult("ben")], [MILO])


def test_a_quarter_hour_with_both_counts_once_and_another_room_does_not_count():
    shifts = [
        a_shift("ana", "08:00-09:00 otters", "09:00-11:00 bears"),
        a_shift("ben", "08:30-10:00 otters"),
    ]
    (cover,) = cover_of(WEEK, a_rota(WEEK, shifts))
    assert (cover.minutes, cover.main, cover.either) == (240, 60, 120)


def test_times_without_either_are_told_from_when_to_when():
    rota = a_rota(WEEK, [a_shift("ana", "08:30-10:00 otters", "10:00-10:30", "10:30-12:00 otters")])
    gaps = [(gap.start, gap.end) for gap in uncovered(WEEK, rota)]
    assert gaps == [(at("08:00"), at("08:30")), (at("10:00"), at("10:30"))]


def test_a_child_without_anybody_named_is_never_covered_by_nobody():
    alone = replace(MILO, main="", backup="")
    week = replace(WEEK, children=(alone,))
    (cover,) = cover_of(week, a_rota(week, [a_shift("ana", "08:00-12:00 otters")]))
    assert cover.either == 0


@given(st.lists(st.tuples(st.integers(0, 15), st.integers(1, 8), st.booleans()), max_size=2))
def test_main_is_within_either_and_what_is_open_makes_up_the_rest(spans):
    shifts = []
    for name, (start, length, other) in zip(("ana", "ben"), spans, strict=False):
        begin, room = 480 + 15 * start, "bears" if other else "otters"
        clock = [f"{m // 60:02}:{m % 60:02}" for m in (begin, begin + 15 * length)]
        shifts.append(a_shift(name, f"{clock[0]}-{clock[1]} {room}"))
    rota = a_rota(WEEK, shifts)
    (cover,) = cover_of(WEEK, rota)
    assert cover.main <= cover.either <= cover.minutes
    assert sum(gap.end - gap.start for gap in uncovered(WEEK, rota)) == cover.minutes - cover.either


def test_a_shift_outside_a_wish_is_told_with_its_day_and_a_day_without_one_is_not():
    wishing = an_adult("ana", wishes=(span("08:30-12:00"),))
    week = a_week([wishing, an_adult("ben")], [MILO], days=2)
    rota = a_rota(
        week, [a_shift("ana", "08:00-12:30 otters"), a_shift("ben", "08:00-09:00 otters")]
    )
    (missed,) = wishes_missed(week, rota)
    assert (missed.adult_id, missed.day, missed.minutes) == ("ana", MONDAY, 60)
