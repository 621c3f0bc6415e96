from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given

from basehaven.core.cues.quiet import QuietSign, quiet_signs
from basehaven.core.cues.types import Observation
from tests.core.cues.drawn import SETTINGS, some_observations
from tests.core.cues.drawn import TODAY as LAST

TODAY = date(2026, 3, 20)


def ago(days: int, *seen: str, context: str = "play", sought: str = "") -> Observation:
    day = TODAY - timedelta(days=days)
    return Observation(day, frozenset(seen), context=context, sought=sought)


def here(*days: int) -> list[date]:
    return [TODAY - timedelta(days=each) for each in days]


def signs(*past: Observation, days_here: list[date] | None = None) -> tuple[QuietSign, ...]:
    return quiet_signs(past, today=TODAY, settings=SETTINGS, days_here=days_here or ())


ALONE = [ago(day, context="hurt", sought="nobody") for day in (1, 2, 4, 6, 9, 9)]


def test_a_child_who_turns_to_nobody_in_six_hard_moments_rises():
    (sign,) = signs(*ALONE, days_here=here(1, 2, 4, 5, 6, 7, 8, 9, 12))
    assert sign == QuietSign("no_comfort_sought", count=6, days=8, here=True)


def test_without_attendance_the_days_are_those_of_the_calendar():
    (sign,) = signs(*ALONE)
    assert (sign.days, sign.here) == (9, False)


def test_not_noted_is_not_nobody():
    unknown = [ago(day, context="hurt") for day in (1, 2, 3, 4, 5, 6)]
    assert signs(*unknown) == ()
    (sign,) = signs(*ALONE, *unknown)
    assert (sign.count, sign.not_noted) == (6, 6)


def test_once_in_six_is_still_hardly_ever_and_is_said():
    (sign,) = signs(*ALONE[:5], ago(3, context="hurt", sought="someone"))
    assert (sign.count, sign.sought) == (6, 1)
    assert signs(*ALONE[:3], ago(3, context="hurt", sought="someone")) == ()


def test_cues_tell_whom_the_child_turned_to_where_nobody_wrote_it():
    fell = [ago(day, "fell_no_cry", context="hurt") for day in (1, 2, 3, 4)]
    assert signs(*fell)[0].count == 4
    clung = [ago(day, "clung", context="hurt") for day in (1, 2, 3, 4)]
    assert signs(*clung) == ()


def test_easy_moments_are_no_hard_ones():
    assert signs(*[ago(day, sought="nobody") for day in (1, 2, 3, 4, 5)]) == ()


def test_a_child_who_shuts_down_rises_after_several_moments_on_several_days():
    assert signs(ago(1, "wandered"), ago(3, "flat_face"), ago(4, "wandered"))[0] == QuietSign(
        "shut_down", count=3, days=4, here=False
    )
    assert signs(*[ago(1, "wandered")] * 3) == (), "one day can be a bad day"


def test_a_child_who_is_too_easy_rises():
    found = signs(*[ago(day, "no_trouble") for day in (1, 2, 3)])
    assert [sign.kind for sign in found] == ["easy"]


def test_ten_days_here_without_a_hard_moment_are_said():
    days = here(*range(1, 11))
    assert [sign.kind for sign in signs(ago(1, "smiled"), days_here=days)] == ["no_hard_moment"]
    assert signs(ago(1, "smiled"), days_here=days[:9]) == ()
    assert signs(ago(1, context="hurt"), days_here=days) == ()


def test_a_child_of_whom_nothing_was_noted_for_days_here_rises():
    (sign,) = signs(ago(9, "smiled"), days_here=here(9, 3, 2, 1))
    assert sign == QuietSign("nothing_noted", count=0, days=3, here=True)
    assert signs(ago(2, "smiled"), days_here=here(9, 3, 2, 1)) == ()


def test_what_is_older_than_four_weeks_or_later_than_today_does_not_count():
    assert signs(*[ago(day, context="hurt", sought="nobody") for day in (28, 29, 30, 31)]) == ()
    assert signs(*[ago(-day, context="hurt", sought="nobody") for day in (1, 2, 3, 4)]) == ()


@given(some_observations)
def test_signs_do_not_depend_on_the_order_of_the_past(past):
    forward = quiet_signs(past, today=LAST, settings=SETTINGS)
    assert quiet_signs(reversed(past), today=LAST, settings=SETTINGS) == forward
