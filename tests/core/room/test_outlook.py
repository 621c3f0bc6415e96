from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.room.moments import AdultToday, Away, ChildToday, GapKind
from basehaven.core.room.outlook import outlook
from basehaven.core.room.ratio import RoomChild
from basehaven.core.room.rules import AgeBand, GroupLimit, RuleSet

FOUR = RuleSet("four", "One for four", (AgeBand(0, 36, 4, groups=(GroupLimit(0, 8),)),))
BORN = date(2024, 9, 1)


def at(text: str) -> datetime:
    hour, minute = text.split(":")
    return datetime(2026, 3, 4, int(hour), int(minute), tzinfo=UTC)


def child(name: str, *, comes: str = "", leaves: str = "16:00", main: str = "", backup: str = ""):
    return ChildToday(
        RoomChild(name, BORN),
        here=not comes,
        comes_at=at(comes) if comes else None,
        leaves_at=at(leaves),
        main=main,
        backup=backup,
    )


def adult(name: str, *, comes: str = "", leaves: str = "17:00", away: tuple[Away, ...] = ()):
    return AdultToday(name, not comes, at(comes) if comes else None, at(leaves), away)


def look(children, adults, now: str = "07:50", until: str = "09:30"):
    return outlook(children, adults, [FOUR], at(now), at(until))


def eight(**more: str) -> list[ChildToday]:
    return [child(f"c{n}", **more) for n in range(8)]


def test_one_more_adult_is_needed_until_the_second_teacher_comes():
    seen = look(eight(), [adult("ana"), adult("ben", comes="08:30")])
    assert seen.now.ratio.adults_short == 1
    (gap,) = seen.gaps
    assert (gap.kind, gap.count, gap.start, gap.until) == (
        GapKind.ADULTS, 1, at("07:50"), at("08:30"),
    )  # fmt: skip
    assert gap.rules == ("four",)


def test_a_teacher_who_is_late_is_not_counted_on_and_is_named():
    seen = look(eight(), [adult("ana"), adult("ben", comes="07:45")])
    assert seen.late_adults == ("ben",)
    assert seen.gaps[0].until is None, "nobody knows until when"


def test_a_child_who_is_late_may_come_any_moment():
    seen = look([*eight()[:4], child("late", comes="07:45")], [adult("ana")])
    assert seen.late_children == ("late",)
    assert seen.now.ratio.adults_short == 0
    (gap,) = seen.gaps
    assert (gap.kind, gap.start) == (GapKind.ADULTS, at("07:55"))


def test_a_child_who_has_not_been_fetched_stays_until_seen_to_go():
    overdue = [child(f"c{n}", leaves="07:30") for n in range(5)]
    seen = look(overdue, [adult("ana")])
    assert all(moment.ratio.children == 5 for moment in seen.moments)


def test_an_adult_whose_shift_is_over_counts_now_and_not_later():
    seen = look([child("milo")], [adult("ana", leaves="07:45")])
    assert seen.now.ratio.holds
    assert (seen.gaps[0].kind, seen.gaps[0].start) == (GapKind.ADULTS, at("07:55"))


def test_from_ten_past_twelve_nobody_in_the_room_is_a_main_adult_for_two_of_the_children():
    children = [
        child("milo", main="ana", backup="ben"),
        child("nia", main="ana"),
        child("otis", main="ben", backup="ana"),
        child("priya"),
    ]
    lunch = (Away(at("12:10"), at("12:40")),)
    seen = look(children, [adult("ana", away=lunch), adult("ben")], "12:00", "13:00")
    kinds = {gap.kind: gap for gap in seen.gaps}
    assert kinds[GapKind.NO_MAIN].children == ("milo",)
    assert kinds[GapKind.NEITHER].children == ("nia",)
    assert all((gap.start, gap.until) == (at("12:10"), at("12:40")) for gap in seen.gaps)
    assert seen.now.unnamed == ("priya",)


def test_who_is_busy_without_an_end_does_not_count_until_said_otherwise():
    seen = look(eight(), [adult("ana"), adult("ben", away=(Away(at("07:40")),))])
    assert seen.gaps[0].until is None


def test_a_gap_about_children_closes_and_opens_when_others_are_in_it():
    children = [child("milo", main="ana"), child("nia", comes="08:30", main="ana")]
    seen = look(children, [adult("ben")], "08:00", "09:00")
    assert [(gap.children, gap.start, gap.until) for gap in seen.gaps] == [
        (("milo",), at("08:00"), at("08:30")),
        (("milo", "nia"), at("08:30"), None),
    ]


def test_a_third_birthday_tomorrow_does_not_help_today():
    three = [ChildToday(RoomChild(str(n), date(2023, 3, 5)), here=True) for n in range(5)]
    seen = outlook(three, [adult("ana")], [FOUR], at("08:00"), at("09:00"))
    assert seen.now.ratio.adults_short == 1


def test_an_outlook_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="give a later time"):
        look([], [], "08:00", "08:00")


TIMES = st.integers(-30, 90).map(lambda n: at("08:00") + timedelta(minutes=n))
SOMETIME = st.none() | TIMES
CHILDREN = st.lists(
    st.builds(
        ChildToday,
        st.builds(RoomChild, st.sampled_from("abcdef"), st.just(BORN)),
        st.booleans(),
        SOMETIME,
        SOMETIME,
        st.sampled_from(["", "ana", "ben"]),
        st.sampled_from(["", "cleo"]),
    ),
    max_size=8,
    unique_by=lambda c: c.child.child_id,
)
ADULTS = st.lists(
    st.builds(
        AdultToday,
        st.sampled_from(["ana", "ben", "cleo"]),
        st.booleans(),
        SOMETIME,
        SOMETIME,
        st.lists(st.builds(Away, TIMES, SOMETIME), max_size=2).map(tuple),
    ),
    max_size=3,
    unique_by=lambda a: a.adult_id,
)


@given(CHILDREN, ADULTS)
def test_moments_lie_end_to_end_and_every_gap_stands_in_one(children, adults):
    seen = outlook(children, adults, [FOUR], at("08:00"), at("09:00"))
    assert seen.moments[0].start == at("08:00")
    assert seen.moments[-1].until == at("09:00")
    for one, other in zip(seen.moments, seen.moments[1:], strict=False):
        assert one.until == other.start
    for gap in seen.gaps:
        assert gap.count > 0
        assert any(moment.start == gap.start for moment in seen.moments)
    short = any(moment.ratio.adults_short for moment in seen.moments)
    assert short == any(gap.kind is GapKind.ADULTS for gap in seen.gaps)


@given(CHILDREN, ADULTS)
def test_another_adult_who_stays_never_opens_a_gap_in_the_ratio(children, adults):
    def short(team):
        seen = outlook(children, team, [FOUR], at("08:00"), at("09:00"))
        return {
            at("08:00") + timedelta(minutes=n): moment.ratio.adults_short
            for moment in seen.moments
            for n in range(0, 60, 5)
            if moment.start <= at("08:00") + timedelta(minutes=n) < moment.until
        }

    before, after = short(adults), short([*adults, AdultToday("dee", here=True)])
    assert all(after[time] <= before[time] for time in before)
