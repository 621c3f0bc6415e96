"""Episodes become periods of care."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from basehaven.exchange.ssda903.carers import follow_carers
from basehaven.exchange.ssda903.codes import codes
from basehaven.exchange.ssda903.periods import Episode, periods
from tests.exchange.ssda903.returns import episodes


def test_moves_inside_care_are_one_period():
    (period,) = periods(
        episodes("01/01/2020 S C2 U6 01/06/2020 X1", "01/06/2020 P C2 U4 01/09/2020 E4A")
    )
    assert period.removal_id == "2020-01-01"
    assert (period.exited_on, period.exit_reason) == (date(2020, 9, 1), "reunified")
    assert not period.from_before


def test_a_reason_that_ends_care_ends_the_period():
    first, second = periods(episodes("01/01/2020 S C2 U6 01/06/2020 E4A", "01/06/2020 P C2 U4 - -"))
    assert (first.exited_on, first.exit_reason) == (date(2020, 6, 1), "reunified")
    assert second.exited_on is None


def test_a_gap_ends_the_period_for_a_reason_not_known():
    first, second = periods(episodes("01/01/2020 S C2 U6 01/06/2020 X1", "02/06/2020 P C2 U4 - -"))
    assert (first.exited_on, first.exit_reason) == (date(2020, 6, 1), "")
    assert second.removal_id == "2020-06-02"


def test_starting_again_begins_a_new_period_though_nothing_ended_the_old_one():
    first, second = periods(episodes("01/01/2020 S C2 U6 01/06/2020 X1", "01/06/2020 S C2 U6 - -"))
    assert (first.exited_on, first.exit_reason) == (date(2020, 6, 1), "")
    assert second.removal_id == "2020-06-01"
    assert not second.from_before


def test_a_reason_without_a_day_ends_nothing():
    (period,) = periods(episodes("01/01/2020 S C2 U6 - E4A"))
    assert (period.exited_on, period.exit_reason) == (None, "")


def test_only_the_first_period_of_a_file_can_come_from_before_it():
    first, second = periods(episodes("01/01/2020 P C2 U6 01/06/2020 X1", "02/06/2020 L C2 U6 - -"))
    assert first.from_before
    assert not second.from_before


def test_an_episode_of_no_day_counts_no_day_and_breaks_nothing():
    (period,) = periods(episodes("01/01/2020 S C2 U6 01/01/2020 X1", "01/01/2020 L E1 U6 - -"))
    assert len(period.episodes) == 2


DAYS = st.integers(0, 400)


@st.composite
def some_episodes(draw: st.DrawFn) -> list[Episode]:
    """In order and without overlap; anything else goes."""
    marks = sorted(draw(st.lists(DAYS, min_size=2, max_size=16)))
    found = []
    for line, (start, end) in enumerate(zip(marks[::2], marks[1::2], strict=False), start=2):
        found.append(
            Episode(
                "episodes.csv", line, date.fromordinal(737000 + start),
                date.fromordinal(737000 + end),
                rne=draw(st.sampled_from(sorted(codes("RNE")))),
                place=draw(st.sampled_from(["U6", "U1", "T1", "K2", "P1", "A5", "A6"])),
                rec=draw(st.sampled_from(["X1", "E4A", ""])),
                pl_post=draw(st.sampled_from(["", "S1 2AB"])),
            )
        )  # fmt: skip
    return found


@given(some_episodes())
def test_every_episode_is_in_exactly_one_period_and_periods_follow_each_other(found):
    there = periods(found)
    assert [episode for period in there for episode in period.episodes] == found
    for before, after in pairwise(there):
        assert before.exited_on is not None
        assert before.exited_on <= after.episodes[0].started_on
    assert len({period.removal_id for period in there}) == len(there)


@given(some_episodes())
def test_whoever_cares_the_child_lives_with_one_unnamed_carer_at_a_time(found):
    carers = {id(carer): carer for carer in follow_carers(found) if carer is not None}
    spells = sorted(spell for carer in carers.values() for spell in carer.lived)
    for (_start, end), (start, _end) in pairwise(spells):
        assert end is not None
        assert end <= start
    for carer in carers.values():
        assert carer.lived[0][0] == carer.started_on
        if carer.ended_on is not None:
            assert carer.ended_on >= (carer.lived[-1][1] or carer.ended_on)
