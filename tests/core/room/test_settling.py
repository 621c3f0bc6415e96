from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.room.settling import ArrivalMoment, Came, morning_of

EIGHT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def after(minutes: int, **values) -> ArrivalMoment:
    return ArrivalMoment(EIGHT + timedelta(minutes=minutes), **values)


def cried(minutes: int, took: int | None = None, back: bool | None = None) -> ArrivalMoment:
    return after(minutes, hard=True, minutes_to_settle=took, back_to_play=back)


def morning(*moments: ArrivalMoment):
    return morning_of(EIGHT, moments)


def test_minutes_count_from_the_arrival_not_from_the_log():
    assert morning(cried(3, took=12)).settled == 15


def test_after_several_hard_moments_the_last_one_says_when():
    assert morning(cried(1, took=2), cried(20, took=5)).settled == 25


def test_what_nobody_noted_is_not_known_and_never_zero():
    found = morning(cried(3))
    assert (found.came, found.settled, found.played, found.back_to_play) == (
        Came.HARD, None, None, None,
    )  # fmt: skip
    assert morning().came is Came.NOT_NOTED
    assert morning(cried(1, took=2), cried(20)).settled is None


def test_a_morning_without_a_hard_moment_has_nothing_to_settle_from():
    found = morning(after(1))
    assert (found.came, found.settled) == (Came.EASY, None)


def test_back_at_play_is_when_it_was_first_seen_after_the_last_hard_moment():
    before, later = (after(at, arrival=False, played=True) for at in (2, 18))
    seen = morning(before, cried(5, took=3), later)
    assert (seen.played, seen.back_to_play) == (18, True)
    assert morning(cried(5, took=3, back=True)).played == 8
    assert morning(cried(5, back=True)).played is None
    assert morning(cried(5, back=False)).back_to_play is False


def test_play_before_the_hard_moment_is_not_back_at_play():
    found = morning(after(2, arrival=False, played=True), cried(5))
    assert (found.played, found.back_to_play) == (None, None)


def test_a_tap_before_the_arrival_was_noted_counts_as_at_the_door():
    assert morning(cried(-3, took=2)).settled == 0


moments = st.lists(
    st.builds(
        after,
        st.integers(-5, 120),
        arrival=st.booleans(),
        hard=st.booleans(),
        minutes_to_settle=st.none() | st.integers(0, 240),
        back_to_play=st.none() | st.booleans(),
        played=st.booleans(),
    ),
    max_size=6,
)


@given(moments)
def test_minutes_are_never_below_zero_and_only_a_hard_morning_has_settled(those):
    found = morning(*those)
    assert all(m is None or m >= 0 for m in (found.settled, found.played))
    assert found.settled is None or found.came is Came.HARD


@given(moments)
def test_leaving_out_how_long_it_took_never_invents_it(those):
    unknown = [
        ArrivalMoment(one.at, one.arrival, one.hard, None, one.back_to_play, one.played)
        for one in those
    ]
    assert morning(*unknown).settled is None
