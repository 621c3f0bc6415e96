from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.room.patterns import RoomMoment, RoomSeen, There, room_pattern

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def at(clock: str, day: int = 0) -> datetime:
    hours, minutes = clock.split(":")
    return MONDAY + timedelta(days=day, hours=int(hours), minutes=int(minutes))


def there(who: str, since: str, until: str, day: int = 0) -> There:
    return There(who, at(since, day), at(until, day))


def twelve_mornings() -> RoomSeen:
    """Six children come at eight to one teacher; the second comes at half past."""
    days = range(12)
    return RoomSeen(
        children=[there(f"c{n}", "08:00", "11:00", day) for day in days for n in range(6)],
        adults=[
            row for day in days
            for row in (there("ana", "07:30", "12:00", day), there("ben", "08:30", "12:00", day))
        ],
        moments=[RoomMoment(at("08:10", day), hard=True) for day in range(9)]
        + [RoomMoment(at("09:40", day), good=True) for day in range(11)],
    )  # fmt: skip


def pattern(seen: RoomSeen, fewest_days: int = 5):
    return room_pattern(seen, minutes=30, fewest_days=fewest_days)


def test_ten_past_eight_needs_a_second_adult_on_nine_of_twelve_mornings():
    slot = pattern(twelve_mornings()).most_hard
    assert slot is not None
    assert (slot.start, slot.hard_days, slot.days) == (480, 9, 12)
    assert (slot.staffing.days, slot.staffing.adults, slot.staffing.children) == (9, 1, 6)


def test_good_moments_have_their_part_of_the_day_too():
    slot = pattern(twelve_mornings()).most_good
    assert (slot.start, slot.good_days, slot.days, slot.adults) == (570, 11, 12, 2)


def test_a_call_makes_its_part_of_the_day_a_hard_one():
    seen = replace(twelve_mornings(), calls=[at("10:15"), at("10:20"), at("10:15", 1)])
    slot = {slot.start: slot for slot in pattern(seen).slots}[600]
    assert (slot.call_days, slot.hard_days) == (2, 2)


def test_an_adult_on_a_break_does_not_count_and_one_with_two_shifts_counts_once():
    seen = replace(
        twelve_mornings(),
        adults=[there("ana", "08:00", "11:00", d) for d in range(12)] * 2,
        away=[there("ana", "10:00", "10:10", d) for d in range(12)],
    )
    slots = {slot.start: slot for slot in pattern(seen).slots}
    assert (slots[480].adults, slots[600].adults) == (1, 0)
    assert pattern(seen).by_staffing[-1].each is None


def test_a_part_of_the_day_without_a_child_is_no_part_of_it():
    assert [slot.start for slot in pattern(twelve_mornings()).slots] == list(range(480, 660, 30))


def test_with_too_few_days_nothing_is_said():
    found = pattern(twelve_mornings(), fewest_days=13)
    assert (found.days, found.enough, found.slots, found.most_hard) == (12, False, (), None)
    assert not pattern(RoomSeen([]), fewest_days=0).enough


def test_one_hard_day_is_no_pattern():
    seen = replace(twelve_mornings(), moments=[RoomMoment(at("08:10"), hard=True)])
    assert pattern(seen).most_hard is None


def test_parts_that_do_not_divide_a_day_are_refused():
    with pytest.raises(ValueError, match="Choose 15, 30 or 60"):
        room_pattern(twelve_mornings(), minutes=37, fewest_days=1)


quarters = st.integers(24, 72)


@st.composite
def rows(draw: st.DrawFn, names: str) -> There:
    day, start, length = draw(st.integers(0, 3)), draw(quarters), draw(st.integers(1, 20))
    begin = MONDAY + timedelta(days=day, minutes=15 * start)
    return There(draw(st.sampled_from(names)), begin, begin + timedelta(minutes=15 * length))


rooms = st.builds(
    RoomSeen,
    st.lists(rows("abcdef"), max_size=12),
    st.lists(rows("xyz"), max_size=8),
    st.lists(rows("xyz"), max_size=3),
    st.lists(
        st.builds(
            RoomMoment,
            st.builds(
                lambda d, q: MONDAY + timedelta(days=d, minutes=15 * q),
                st.integers(0, 3), quarters,
            ),
            st.booleans(),
            st.booleans(),
        ),
        max_size=10,
    ),
)  # fmt: skip


@given(rooms, st.permutations("xyz"))
def test_renaming_the_adults_changes_nothing(seen, names):
    called = dict(zip("xyz", names, strict=True))

    def rename(those):
        return [replace(row, who=called[row.who]) for row in those]

    renamed = replace(seen, adults=rename(seen.adults), away=rename(seen.away))
    assert pattern(renamed, 1) == pattern(seen, 1)


@given(rooms)
def test_no_id_of_anybody_is_in_what_is_told(seen):
    marked = replace(seen, adults=[replace(row, who="Ana-7") for row in seen.adults])
    assert "Ana-7" not in repr(pattern(marked, 1))


@given(rooms)
def test_no_part_of_the_day_is_hard_or_good_more_often_than_it_was_seen(seen):
    for slot in pattern(seen, 1).slots:
        assert max(slot.hard_days, slot.good_days) <= slot.days <= pattern(seen, 1).days
        assert slot.call_days <= slot.hard_days
        assert slot.children >= 1
        if slot.staffing:
            assert 1 <= slot.staffing.days <= slot.hard_days


@given(rooms)
def test_the_parts_by_staffing_are_all_the_parts(seen):
    found = pattern(seen, 1)
    assert sum(one.parts for one in found.by_staffing) == sum(slot.days for slot in found.slots)
    assert sum(one.hard_parts for one in found.by_staffing) == sum(s.hard_days for s in found.slots)
