from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.room.child_weeks import ChildMoment, child_weeks
from basehaven.core.room.patterns import There

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def at(hour: int, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour, minutes=10)


def hard(hour: int, day: int = 0, **values) -> ChildMoment:
    return ChildMoment(at(hour, day), hard=True, **values)


def stay(day: int, since: int = 8, until: int = 12) -> There:
    midnight = MONDAY + timedelta(days=day)
    return There("", midnight + timedelta(hours=since), midnight + timedelta(hours=until))


def weeks(moments, stays=(), fewest_days: int = 1):
    return child_weeks(moments, stays, fewest_days=fewest_days)


def test_hard_moments_are_told_by_hour_over_the_days_on_which_the_child_was_there():
    found = weeks([hard(8, 0), hard(8, 0), hard(8, 2)], [stay(day) for day in range(5)])
    hour = found.most_hard
    assert (hour.hour, hour.hard_days, hour.days) == (8, 2, 5)
    assert [one.hour for one in found.hours] == [8, 9, 10, 11]


def test_what_was_not_noted_comes_last_and_is_no_kind_of_its_own():
    found = weeks([hard(8, context=""), hard(9, 1), hard(9, 2, context="arrival")])
    assert [(part.what, part.days) for part in found.contexts] == [("arrival", 1), ("", 2)]


def test_only_what_was_noted_to_help_or_not_counts_as_tried():
    found = weeks(
        [
            hard(8, 0, done=("sang", "held"), soothed="yes"),
            hard(8, 1, done=("sang",), soothed="no"),
            hard(8, 2, done=("sang",)),
        ]
    )
    assert [(one.did, one.helped, one.times) for one in found.tried] == [
        ("held", 1, 1),
        ("sang", 1, 2),
    ]


def test_whom_the_child_turned_to_is_told_day_by_day_in_its_own_counts():
    found = weeks(
        [
            hard(8, 0, sought="someone"),
            hard(8, 1, sought="someone"),
            hard(8, 2, sought="nobody"),
            hard(8, 3, sought="nobody"),
            hard(9, 3, sought="someone"),
            hard(8, 4),
        ]
    ).alike
    assert (found.days, found.someone, found.nobody, found.both) == (4, 2, 1, 1)
    assert (found.not_noted, found.pairs, found.same) == (1, 3, 1)


def test_whether_it_helped_is_never_part_of_whom_the_child_turned_to():
    def one(soothed):
        return weeks([hard(8, sought="someone", soothed=soothed)])

    assert one("yes").alike == one("no").alike == one("").alike
    assert one("yes").days[0].helped != one("no").days[0].helped


def test_with_too_few_days_it_says_so():
    assert not weeks([hard(8)], fewest_days=2).enough
    assert weeks([], fewest_days=1).days == ()


moments = st.lists(
    st.builds(
        ChildMoment,
        st.builds(at, st.integers(6, 18), st.integers(0, 6)),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "arrival", "nap"]),
        st.sampled_from(["", "Room"]),
        st.sampled_from(["", "someone", "nobody"]),
    ),
    max_size=12,
)


@given(moments, st.randoms())
def test_the_order_in_which_moments_were_written_down_does_not_matter(those, random):
    shuffled = list(those)
    random.shuffle(shuffled)
    assert weeks(shuffled) == weeks(those)


@given(moments)
def test_every_hard_moment_is_counted_once_in_each_way_of_telling(those):
    found = weeks(those)
    count = sum(moment.hard for moment in those)
    for parts in (found.contexts, found.places, found.known):
        assert sum(part.moments for part in parts) == count
    assert sum(day.hard for day in found.days) == count
    assert found.alike.days + found.alike.not_noted == found.hard_days


@given(moments)
def test_no_hour_is_hard_on_more_days_than_the_child_was_seen_in_it(those):
    for hour in weeks(those).hours:
        assert max(hour.hard_days, hour.good_days) <= hour.days
