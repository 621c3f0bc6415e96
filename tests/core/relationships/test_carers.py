from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given

from basehaven.core.relationships.carers import (
    CarerChangeRule,
    carer_changes,
    moves_by_removal,
    placement_moves,
)
from basehaven.core.relationships.types import Stay
from tests.core.relationships.strategies import some_stays

BORN, UNTIL = date(2024, 1, 1), date(2026, 6, 1)


def drawn(*rows: tuple, removal: str | None = "r") -> list[Stay]:
    """Stays drawn as (month, day, kind, home); each ends where the next starts."""
    stays = []
    for n, (month, day, kind, home, *rest) in enumerate(rows):
        start = date(2024 + (month - 1) // 12, (month - 1) % 12 + 1, day)
        if stays:
            stays[-1] = _ended(stays[-1], start)
        shared = "shared" in rest
        carers = tuple(item for item in rest if item != "shared")
        stays.append(Stay(str(n), start, None, kind, removal, home, carers, shared))
    return stays


def _ended(stay: Stay, end: date) -> Stay:
    return Stay(
        stay.stay_id, stay.started_on, end, stay.kind, stay.removal_id, stay.home_id,
        stay.carer_ids, stay.shared,
    )  # fmt: skip


def days_of_change(stays: list[Stay], rule: CarerChangeRule | None = None) -> list[date]:
    return [change.day for change in carer_changes(stays, BORN, UNTIL, rule).changes]


def test_a_removal_at_two_months_is_one_change_in_the_first_window():
    result = carer_changes(
        drawn((1, 1, "parent_home", "A"), (3, 1, "foster", "B")), BORN, date(2024, 9, 1)
    )
    assert dict(result.by_window) == {(0, 6): 1, (7, 12): 0}
    assert result.changes[0].age_months == 2


def test_a_return_home_is_a_change_of_carer_too():
    stays = drawn((1, 1, "parent_home", "A"), (3, 1, "foster", "B"), (9, 1, "parent_home", "A"))
    assert len(days_of_change(stays)) == 2


def test_six_days_elsewhere_are_no_change_and_seven_are_two():
    def away_for(days: int) -> list[date]:
        return days_of_change(
            drawn((1, 1, "kin", "A"), (3, 1, "foster", "B"), (3, 1 + days, "kin", "A"))
        )

    assert away_for(6) == []
    assert away_for(7) == [date(2024, 3, 1), date(2024, 3, 8)]


def test_a_week_counts_though_the_file_cuts_it_into_two_rows():
    stays = drawn(
        (1, 1, "kin", "A"), (3, 1, "foster", "B"), (3, 4, "foster", "B"), (3, 9, "kin", "A")
    )
    assert len(days_of_change(stays)) == 2


def test_hospital_and_back_is_no_change_and_to_another_home_is_one():
    there = [(1, 1, "foster", "A"), (3, 1, "hospital", "H")]
    assert days_of_change(drawn(*there, (4, 1, "foster", "A"))) == []
    assert days_of_change(drawn(*there, (4, 1, "foster", "B"))) == [date(2024, 4, 1)]


def test_alternation_between_two_homes_of_shared_care_is_no_change():
    stays = drawn(*[(month, 1, "parent_home", "AB"[month % 2], "shared") for month in range(1, 9)])
    assert days_of_change(stays) == []


def test_shared_care_that_ends_with_one_of_its_homes_is_no_change():
    stays = drawn(
        (1, 1, "parent_home", "A", "shared"),
        (2, 1, "parent_home", "B", "shared"),
        (3, 1, "parent_home", "A"),
    )
    assert days_of_change(stays) == []


def test_three_homes_that_share_care_at_the_same_time_are_one_care():
    stays = [
        Stay(home, date(2024, n, 1), date(2024, 9, 1), "kin", None, home, (), True)
        for n, home in enumerate("ABC", start=1)
    ]
    assert days_of_change(stays) == []


def test_a_new_shared_care_between_two_other_homes_is_one_change():
    stays = drawn(
        *[(month, 1, "kin", home, "shared") for month, home in enumerate("ABABCDCD", start=1)]
    )
    assert days_of_change(stays) == [date(2024, 5, 1)]


def test_the_same_foster_mother_in_a_new_house_is_no_change():
    stays = drawn((1, 1, "foster", "A", "dana"), (5, 1, "pre_adoptive", "A2", "dana"))
    assert days_of_change(stays) == []


def test_stays_that_name_nobody_differ_unless_the_setting_says_otherwise():
    stays = drawn((1, 1, "foster", None), (5, 1, "foster", None))
    assert len(days_of_change(stays)) == 1
    assert days_of_change(stays, CarerChangeRule(unnamed_differ=False)) == []


def test_a_window_not_yet_reached_is_absent_and_not_zero():
    result = carer_changes(drawn((1, 1, "kin", "A")), BORN, date(2024, 8, 1))
    assert dict(result.by_window) == {(0, 6): 0, (7, 12): 0}
    assert dict(carer_changes([], BORN, date(2024, 7, 31)).by_window) == {(0, 6): 0}


def test_what_is_a_move_by_the_drawn_example():
    rows = [
        (4, 1, "foster", "A"),
        (5, 1, "kin", "B"),
        (5, 20, "hospital", "H"),
        (5, 27, "kin", "B"),
        (8, 1, "trial_home_visit", "mother"),
    ]
    assert placement_moves(drawn(*rows, (8, 15, "kin", "B")), UNTIL) == 1
    assert placement_moves(drawn(*rows, (8, 15, "foster", "C")), UNTIL) == 2


def test_the_second_removal_is_not_a_move():
    first = drawn((4, 1, "foster", "A"), removal="first")
    second = drawn((8, 1, "foster", "B"), (9, 1, "kin", "C"), removal="second")
    assert moves_by_removal([*first, *second], UNTIL) == {"first": 0, "second": 1}


@given(some_stays)
def test_there_are_fewer_changes_than_stays_and_they_are_in_order(stays):
    days = days_of_change(stays)
    assert len(days) <= max(len(stays) - 1, 0)
    assert days == sorted(days)
    assert placement_moves(stays, UNTIL) <= max(len(stays) - 1, 0)


@given(some_stays)
def test_asking_for_longer_stays_never_finds_more_changes_without_shared_care(stays):
    alone = [_ended(stay, stay.ended_on or UNTIL) for stay in stays if not stay.shared]
    weeks = [len(days_of_change(alone, CarerChangeRule(at_least_days=n))) for n in (0, 7, 14)]
    assert weeks == sorted(weeks, reverse=True)


@given(some_stays)
def test_hospital_days_never_add_a_change(stays):
    alone = [stay for stay in stays if stay.kind != "hospital"]
    hospital = Stay("h", BORN + timedelta(days=3), BORN + timedelta(days=9), "hospital")
    assert days_of_change([*alone, hospital]) == days_of_change(alone)
