from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given

from basehaven.core.relationships.changes import (
    change_days,
    changes_between,
    people_on,
    step_changes,
)
from basehaven.core.relationships.network import network_on
from basehaven.core.relationships.types import Spell, Stay, Tie
from tests.core.relationships.strategies import DAYS, some_stays, some_ties

BIRTH, MOVE, NOW = date(2024, 3, 1), date(2024, 9, 1), date(2025, 3, 1)
JUNE = Tie("1", "june", "doula", date(2024, 1, 10), date(2024, 4, 1))
ROSA = Tie(
    "2",
    "rosa",
    "parent",
    BIRTH,
    spells=(Spell(BIRTH, MOVE, True), Spell(MOVE, date(2025, 1, 1), mode="none")),
)
DANA = Tie("3", "dana", "foster_carer", MOVE, spells=(Spell(MOVE, lives_with=True),))
ALL = [JUNE, ROSA, DANA]


def test_a_move_says_who_is_kept_added_and_interrupted():
    changes = changes_between(ALL, MOVE - timedelta(days=1), MOVE)
    assert changes.kept == {"rosa"}
    assert changes.added == {"dana"}
    assert changes.taken_away == set()
    assert changes.interrupted == {"rosa"}


def test_a_doula_from_before_birth_is_taken_away_when_her_work_ends():
    assert changes_between(ALL, BIRTH, MOVE).taken_away == {"june"}


def test_contact_that_is_no_longer_interrupted_has_resumed():
    assert changes_between(ALL, MOVE, NOW).resumed == {"rosa"}


def test_somebody_whose_second_tie_goes_on_is_not_taken_away():
    teacher = Tie("4", "dana", "teacher", BIRTH, MOVE)
    assert changes_between([*ALL, teacher], BIRTH, NOW).kept == {"rosa", "dana"}


def test_contact_through_a_second_tie_means_that_nothing_was_interrupted():
    kin = Tie("4", "rosa", "kin", BIRTH, spells=(Spell(BIRTH, mode="video"),))
    changes = changes_between([ROSA, kin], BIRTH, MOVE)
    assert changes.kept == {"rosa"}
    assert changes.interrupted == set()


def test_the_slider_stops_at_every_start_end_spell_and_move_once():
    stay = Stay("s", BIRTH, MOVE, "parent_home")
    assert change_days(ALL, [stay]) == (
        JUNE.started_on,
        BIRTH,
        date(2024, 4, 1),
        MOVE,
        date(2025, 1, 1),
    )


def test_a_spell_beyond_the_end_of_its_tie_is_no_step():
    late = Tie("5", "ben", "teacher", BIRTH, MOVE, spells=(Spell(BIRTH, NOW),))
    assert change_days([late]) == (BIRTH, MOVE)


@given(ties=some_ties, before=DAYS, after=DAYS)
def test_kept_and_taken_away_are_before_and_kept_and_added_are_after(ties, before, after):
    changes = changes_between(ties, before, after)
    assert changes.kept | changes.taken_away == people_on(ties, before).keys()
    assert changes.kept | changes.added == people_on(ties, after).keys()
    assert not changes.kept & (changes.added | changes.taken_away)
    assert not changes.added & changes.taken_away
    assert changes.interrupted | changes.resumed <= changes.kept


@given(ties=some_ties, one=DAYS, other=DAYS)
def test_going_back_undoes_going_forth(ties, one, other):
    forth, back = changes_between(ties, one, other), changes_between(ties, other, one)
    assert (forth.added, forth.taken_away) == (back.taken_away, back.added)
    assert (forth.interrupted, forth.resumed) == (back.resumed, back.interrupted)


@given(ties=some_ties)
def test_between_two_steps_nothing_differs(ties):
    steps = set(change_days(ties))
    for n in range(100):
        day = date(2023, 12, 31) + timedelta(days=n)
        if day not in steps:
            eve = day - timedelta(days=1)
            assert network_on(ties, day) == network_on(ties, eve)


@given(ties=some_ties, stays=some_stays)
def test_replaying_all_changes_from_before_birth_gives_the_present(ties, stays):
    people: set[str] = set()
    stopped: set[str] = set()
    for step in step_changes(ties, stays):
        changes = step.changes
        assert changes.kept == people - changes.taken_away
        people = (people - changes.taken_away) | changes.added
        assert people == set(people_on(ties, step.day))
        stopped = (stopped | changes.interrupted) - changes.resumed - changes.taken_away
        new = {a for a in changes.added if people_on(ties, step.day)[a] == "interrupted"}
        stopped |= new
    end = people_on(ties, date(2099, 1, 1))
    assert people == end.keys()
    assert stopped == {adult for adult, status in end.items() if status == "interrupted"}
