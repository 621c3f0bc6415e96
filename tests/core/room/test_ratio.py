from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.room.ratio import RoomAdult, RoomChild, ratio_of
from basehaven.core.room.rules import AgeBand, RuleSet

DAY = date(2026, 3, 2)
FOUR = RuleSet("four", "Four to one", (AgeBand(0, 36, 4),))
THREE = RuleSet("three", "Three to one under 12 months", (AgeBand(0, 12, 3), AgeBand(12, 36, 4)))


def room(*months: int) -> list[RoomChild]:
    return [RoomChild(str(n), _born(age)) for n, age in enumerate(months)]


def _born(months: int) -> date:
    year, month = divmod(DAY.year * 12 + DAY.month - 1 - months, 12)
    return date(year, month + 1, DAY.day)


def team(count: int) -> list[RoomAdult]:
    return [RoomAdult(str(n)) for n in range(count)]


def test_the_stricter_rule_wins_and_is_named():
    found = ratio_of(room(6, 7, 8, 9), team(1), [FOUR, THREE], DAY)
    assert (found.needed, found.needed_by, found.adults_short) == (2, ("three",), 1)


def test_from_the_twelfth_month_on_the_other_band_holds():
    day_before = [RoomChild(str(n), date(2025, 3, 3)) for n in range(4)]
    birthday = [RoomChild(str(n), date(2025, 3, 2)) for n in range(4)]
    assert ratio_of(day_before, team(1), [THREE], DAY).adults_short == 1
    assert ratio_of(birthday, team(1), [THREE], DAY).adults_short == 0


def test_whoever_is_busy_or_on_a_break_does_not_count():
    adults = [RoomAdult("ana"), RoomAdult("ben", on_break=True), RoomAdult("cleo", busy=True)]
    assert ratio_of(room(*[20] * 8), adults, [FOUR], DAY).adults == 1


def test_a_child_of_unknown_age_is_counted_and_named():
    found = ratio_of([*room(20, 20, 20, 20), RoomChild("x", None)], team(1), [FOUR], DAY)
    assert (found.needed, found.unknown_ages) == (2, ("x",))


def test_an_empty_room_needs_nobody():
    assert ratio_of([], [], [FOUR], DAY).holds


AGES = st.lists(st.integers(0, 35), max_size=16)


@given(AGES, st.integers(0, 6))
def test_one_adult_more_never_makes_it_worse(months, adults):
    before = ratio_of(room(*months), team(adults), [FOUR, THREE], DAY)
    after = ratio_of(room(*months), team(adults + 1), [FOUR, THREE], DAY)
    assert after.adults_short <= before.adults_short


@given(AGES, st.integers(0, 6))
def test_one_rule_more_never_asks_for_less(months, adults):
    one = ratio_of(room(*months), team(adults), [FOUR], DAY)
    both = ratio_of(room(*months), team(adults), [FOUR, THREE], DAY)
    assert both.needed >= one.needed
