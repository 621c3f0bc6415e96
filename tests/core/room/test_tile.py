from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.room import tile
from basehaven.core.room.tile import Shown, State, TileSettings, tile_state

EIGHT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
SETTINGS = TileSettings(fresh=timedelta(minutes=30), silent=timedelta(minutes=40))


def at(minutes: int, **what: object) -> Shown:
    return Shown(EIGHT + timedelta(minutes=minutes), **what)


def state(*seen: Shown, after: int = 10, **more: object) -> State:
    return tile_state(
        seen, now=EIGHT + timedelta(minutes=after), arrived_at=more.pop("arrived_at", EIGHT),
        settings=SETTINGS, **more,
    )  # fmt: skip


def test_a_crying_child_needs_someone_until_something_helped():
    assert state(at(5, hard=True)).kind == tile.NEEDS_SOMEONE
    assert state(at(5, hard=True, helped="partly")).kind == tile.NEEDS_SOMEONE
    assert state(at(5, hard=True, helped="yes")).kind == tile.HERE


def test_a_quiet_child_stands_with_the_loud_one_whoever_waits_longer_first():
    loud, quiet = state(at(5, hard=True)), state(at(2, quiet=True))
    close = state(at(1, sought=True))
    assert sorted([close, loud, quiet], key=lambda one: one.place) == [quiet, loud, close]


def test_of_the_same_seen_again_the_first_says_since_when():
    assert state(at(1, hard=True), at(6, hard=True)).since == EIGHT + timedelta(minutes=1)


def test_an_adult_beside_the_child_outweighs_what_was_seen():
    with_ana = state(at(5, hard=True), beside_since=EIGHT + timedelta(minutes=6))
    assert with_ana.kind == tile.WITH_ADULT


def test_after_forty_minutes_without_a_word_a_child_is_pointed_out():
    assert state(after=39).kind == tile.HERE
    assert state(after=40).kind == tile.SILENT
    assert state(at(20, glad=True), after=59).kind == tile.HERE
    assert state(at(20, glad=True), after=60).kind == tile.SILENT


def test_a_child_who_was_overlooked_before_is_quiet_and_not_only_silent():
    assert state(after=50, quiet_before=True).kind == tile.QUIET
    assert state(after=5, quiet_before=True).kind == tile.QUIET


def test_what_was_seen_long_ago_no_longer_says_how_a_child_is():
    assert state(at(0, hard=True), after=31).kind == tile.HERE


def test_who_is_not_here_has_no_state_of_need():
    assert state(at(5, hard=True), arrived_at=None).kind == tile.EXPECTED
    assert state(at(5, hard=True), left_at=EIGHT + timedelta(minutes=9)).kind == tile.LEFT


SEEN = st.builds(
    at,
    st.integers(0, 60),
    hard=st.booleans(),
    quiet=st.booleans(),
    sought=st.booleans(),
    glad=st.booleans(),
    helped=st.sampled_from(["", "yes", "partly", "no"]),
)


@given(st.lists(SEEN, max_size=8), st.randoms(use_true_random=False))
def test_the_order_in_which_moments_come_does_not_matter(seen, random):
    seen = list({each.at: each for each in seen}.values())
    shuffled = list(seen)
    random.shuffle(shuffled)
    assert state(*seen, after=60) == state(*shuffled, after=60)


@given(st.lists(SEEN, max_size=8))
def test_a_hard_moment_now_always_puts_the_tile_first(seen):
    earlier = [each for each in seen if each.at < EIGHT + timedelta(minutes=60)]
    now = state(*earlier, at(60, hard=True), after=60)
    assert now.place[0] == 0


@pytest.mark.parametrize("kind", tile.IN_ORDER)
def test_every_state_has_a_place(kind):
    assert State(kind).place[0] >= 0
