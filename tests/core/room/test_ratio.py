from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.room.ratio import RoomAdult, RoomChild, latest_birth, ratio_of
from basehaven.core.room.rules import (
    AgeBand,
    ClassTeam,
    GroupLimit,
    MixedAges,
    RatioSettings,
    RuleSet,
    UnknownAge,
)
from basehaven.core.room.verify_ages import least_adults, met_by
from basehaven.core.room.week import RotaChild
from tests.core.room import strategies as draw

DAY = date(2026, 3, 4)
THREE_FOUR_SEVEN = RuleSet(
    "cfoc",
    "One for 3, 4, 7",
    (
        AgeBand(0, 13, 3, groups=(GroupLimit(0, 6),)),
        AgeBand(13, 36, 4, groups=(GroupLimit(0, 8),)),
        AgeBand(36, 48, 7, groups=(GroupLimit(0, 14),)),
    ),
)
EIGHT_OR_NINE = RuleSet(
    "hs",
    "Two for 8, three for 9",
    (AgeBand(0, 36, 4, groups=(GroupLimit(2, 8), GroupLimit(3, 9)), class_team=2),),
)
INFANT, TODDLER, THREE = date(2025, 9, 1), date(2024, 6, 1), date(2022, 12, 1)


def room(*births: date | None) -> list[RoomChild]:
    return [RoomChild(f"c{n}", born) for n, born in enumerate(births)]


def team(count: int) -> list[RoomAdult]:
    return [RoomAdult(f"a{n}") for n in range(count)]


def needed(births: list[date | None], *rules: RuleSet, **settings: object) -> int:
    return ratio_of(room(*births), [], rules, DAY, RatioSettings(**settings)).needed


def test_an_empty_room_needs_nobody():
    ratio = ratio_of([], [], [THREE_FOUR_SEVEN], DAY)
    assert (ratio.needed, ratio.holds, ratio.needed_by) == (0, True, ())


def test_nine_toddlers_need_three_adults_and_with_two_the_group_is_one_too_large():
    nine = room(*[TODDLER] * 9)
    two = ratio_of(nine, team(2), [EIGHT_OR_NINE], DAY)
    assert (two.needed, two.adults_short, two.group_most, two.children_over) == (3, 1, 8, 1)
    three = ratio_of(nine, team(3), [EIGHT_OR_NINE], DAY)
    assert three.holds
    assert three.group_most == 9


def test_who_is_busy_or_on_a_break_is_there_and_does_not_count():
    here = [RoomAdult("ana"), RoomAdult("ben", busy=True), RoomAdult("cleo", on_break=True)]
    assert ratio_of(room(TODDLER), here, [EIGHT_OR_NINE], DAY).adults == 1


def test_the_stricter_rule_wins_for_adults_and_for_the_group_each_on_its_own():
    small = RuleSet("small", "Small group", (AgeBand(0, 36, 6, groups=(GroupLimit(0, 5),)),))
    ratio = ratio_of(room(*[TODDLER] * 6), team(2), [EIGHT_OR_NINE, small], DAY)
    assert (ratio.needed, ratio.needed_by) == (2, ("hs",))
    assert (ratio.group_most, ratio.group_by, ratio.children_over) == (5, ("small",), 1)
    assert [(one.rule_id, one.adults) for one in ratio.asked] == [("hs", 2), ("small", 1)]


def test_a_rule_that_is_not_in_force_on_the_day_asks_for_nothing():
    old = replace(THREE_FOUR_SEVEN, in_force_until=DAY)
    assert needed([INFANT] * 6, old) == 1, "never children alone"
    assert needed([INFANT] * 6, replace(old, in_force_until=DAY + timedelta(days=1))) == 2


@pytest.mark.parametrize(
    ("born", "adults"),
    [
        (date(2025, 3, 4), 2),  # the first birthday: in the thirteenth month, still an infant
        (date(2025, 2, 5), 2),  # the last day of it
        (date(2025, 2, 4), 1),  # 13 completed months
        (date(2023, 3, 5), 1),  # the day before the third birthday
        (date(2023, 3, 4), 1),  # the third birthday itself
    ],
)
def test_birthdays_count_from_their_first_minute(born, adults):
    assert needed([born] * 4, THREE_FOUR_SEVEN) == adults


def test_the_third_birthday_moves_a_child_up_on_the_day():
    assert needed([date(2023, 3, 5)] * 7, THREE_FOUR_SEVEN) == 2
    assert needed([date(2023, 3, 4)] * 7, THREE_FOUR_SEVEN) == 1


@pytest.mark.parametrize(
    ("reading", "adults"),
    [
        (MixedAges.YOUNGEST, 2),  # one infant: six children by one for three
        (MixedAges.WEIGHTS, 2),  # 1/3 + 5/7
        (MixedAges.MAJORITY, 1),  # six by one for seven
        (MixedAges.UNDER_3_FIRST, 2),
    ],
)
def test_one_infant_among_five_three_year_olds_by_each_reading(reading, adults):
    assert needed([INFANT] + [THREE] * 5, THREE_FOUR_SEVEN, mixed_ages=reading) == adults


def test_weights_add_up_each_childs_part_of_an_adult():
    mixed = [INFANT] * 3 + [TODDLER] * 4 + [THREE] * 7
    assert needed(mixed, THREE_FOUR_SEVEN, mixed_ages=MixedAges.WEIGHTS) == 3
    assert needed([*mixed, THREE], THREE_FOUR_SEVEN, mixed_ages=MixedAges.WEIGHTS) == 4


def test_as_written_each_rule_is_read_as_it_says_itself():
    majority = replace(THREE_FOUR_SEVEN, mixed_ages=MixedAges.MAJORITY)
    mixed = [INFANT] + [THREE] * 5
    assert needed(mixed, majority, mixed_ages=MixedAges.AS_WRITTEN) == 1
    assert needed(mixed, majority) == 2


def test_a_child_whose_age_nobody_knows_counts_as_the_youngest_and_is_named():
    ratio = ratio_of(room(None, *[THREE] * 3), [], [THREE_FOUR_SEVEN], DAY)
    assert ratio.needed == 2
    assert ratio.unknown_ages == ("c0",)
    as_here = RatioSettings(unknown_age=UnknownAge.AS_THE_YOUNGEST_HERE)
    assert ratio_of(room(None, *[THREE] * 3), [], [THREE_FOUR_SEVEN], DAY, as_here).needed == 1


@pytest.mark.parametrize(
    ("precision", "latest"),
    [
        ("day", date(2024, 2, 10)),
        ("month", date(2024, 2, 29)),
        ("year", date(2024, 12, 31)),
        ("estimated", date(2024, 5, 10)),
        ("unborn", None),
    ],
)
def test_a_birth_known_roughly_is_read_as_the_youngest_it_can_be(precision, latest):
    child = RoomChild("milo", date(2024, 2, 10), precision)
    assert latest_birth(child, RatioSettings()) == latest


def test_a_class_team_may_be_asked_for_while_one_child_is_there():
    assert needed([TODDLER], EIGHT_OR_NINE) == 1
    assert needed([TODDLER], EIGHT_OR_NINE, class_team=ClassTeam.ALWAYS) == 2


def test_a_child_of_an_age_that_no_band_names_counts_in_the_group():
    ratio = ratio_of(room(TODDLER, *[THREE] * 7), team(1), [EIGHT_OR_NINE], DAY)
    assert ratio.needed == 2
    assert ratio_of(room(*[THREE] * 7), team(1), [EIGHT_OR_NINE], DAY).needed == 1


@given(draw.children(), draw.adults, draw.rule_sets(), draw.settings)
def test_another_adult_never_makes_it_worse(children, adults, rule, settings):
    before = ratio_of(children, adults, [rule], draw.DAY, settings)
    after = ratio_of(children, [*adults, RoomAdult("new")], [rule], draw.DAY, settings)
    assert after.adults_short <= before.adults_short
    assert after.children_over <= before.children_over
    assert after.needed == before.needed


@given(draw.children(), draw.adults, draw.rule_sets("r"), draw.rule_sets("s"), draw.settings)
def test_another_rule_never_asks_for_less(children, adults, rule, other, settings):
    one = ratio_of(children, adults, [rule], draw.DAY, settings)
    both = ratio_of(children, adults, [rule, other], draw.DAY, settings)
    assert both.needed >= one.needed
    assert both.children_over >= one.children_over


@given(draw.children(), draw.adults, draw.rule_sets(), st.sampled_from(list(MixedAges)))
def test_no_reading_asks_for_more_than_the_youngest_childs(children, adults, rule, reading):
    by_youngest = ratio_of(children, adults, [rule], draw.DAY)
    other = ratio_of(children, adults, [rule], draw.DAY, RatioSettings(reading))
    assert other.needed <= by_youngest.needed


@given(draw.children(), draw.adults, draw.rule_sets(), draw.settings, draw.born())
def test_another_child_never_needs_fewer_adults_by_youngest_or_weights(
    children, adults, rule, settings, born
):
    for reading in (MixedAges.YOUNGEST, MixedAges.WEIGHTS):
        read = replace(settings, mixed_ages=reading, unknown_age=UnknownAge.YOUNGEST)
        before = ratio_of(children, adults, [rule], draw.DAY, read)
        after = ratio_of([*children, RoomChild("new", born)], adults, [rule], draw.DAY, read)
        if after.children_over == 0:
            assert after.needed >= before.needed


@given(draw.children(), st.integers(0, 6), draw.rule_sets(), draw.settings)
def test_the_verifier_counts_the_same_in_its_own_way(children, adults, rule, settings):
    asked = replace(settings, least_adults=0)
    ratio = ratio_of(children, team(adults), [rule], draw.DAY, asked)
    here = [RotaChild(c.child_id, "otters", c.born_on, c.precision) for c in children]
    assert met_by(rule, here, adults, draw.DAY, asked) == ratio.holds
    enough, _ = least_adults(rule, here, draw.DAY, asked)
    if enough is not None:
        assert enough == ratio.needed
