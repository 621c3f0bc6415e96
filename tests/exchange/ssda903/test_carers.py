"""Ties to unnamed carers: what keeps one, what ends it."""

from __future__ import annotations

from datetime import date

import pytest

from basehaven.exchange.ssda903.carers import follow_carers
from tests.exchange.ssda903.returns import episode, episodes

PLACED = "01/01/2020 S C2 U6 01/06/2020 X1"


@pytest.mark.parametrize(
    ("what", "then"),
    [
        ("only the legal status changed", "01/06/2020 L E1 U6 - -"),
        ("the placement changed with the same carer", "01/06/2020 T C2 U4 - -"),
        ("both changed with the same carer", "01/06/2020 U E1 U4 - -"),
        ("the same carers adopt", "01/06/2020 U E1 A5 - -"),
    ],
)
def test_a_tie_goes_on_when(what: str, then: str):
    first, second = follow_carers(episodes(PLACED, then))
    assert first is second
    assert first is not None
    assert first.ended_on is None
    assert first.kind == "foster_carer"
    assert first.lived == [(date(2020, 1, 1), None)]


@pytest.mark.parametrize("rne", ["P", "B"])
@pytest.mark.parametrize(("place", "kind"), [("U6", "foster_carer"), ("A6", "adoptive_parent")])
def test_a_tie_ends_and_another_begins_when_the_carer_changes(rne: str, place: str, kind: str):
    first, second = follow_carers(episodes(PLACED, f"01/06/2020 {rne} C2 {place} - -"))
    assert first is not None
    assert second is not None
    assert first.ended_on == date(2020, 6, 1)
    assert first.lived == [(date(2020, 1, 1), date(2020, 6, 1))]
    assert (second.kind, second.started_on, second.ended_on) == (kind, date(2020, 6, 1), None)


@pytest.mark.parametrize("temporary", ["T0", "T1", "T2", "T3", "T4"])
def test_a_temporary_placement_does_not_end_the_tie_it_interrupts(temporary: str):
    carers = follow_carers(
        episodes(
            PLACED,
            f"01/06/2020 P C2 {temporary} 05/06/2020 X1",
            "05/06/2020 P C2 U6 - -",
        )
    )
    assert carers[0] is carers[1] is carers[2]
    assert carers[0] is not None
    assert carers[0].ended_on is None
    assert carers[0].lived == [(date(2020, 1, 1), None)]


def test_coming_back_to_another_home_is_another_carer():
    home, away = episodes(PLACED, "01/06/2020 P C2 T1 05/06/2020 X1")
    elsewhere = episode("05/06/2020 P C2 U6 - -", pl_post="S1 2AB")
    first, _away, second = follow_carers([home, away, elsewhere])
    assert first is not second
    assert first is not None
    assert first.ended_on == date(2020, 6, 5)


@pytest.mark.parametrize("place", ["K1", "K2", "R1", "R3", "S1", "H5", "P2", "P3", "Z1", "R2"])
def test_a_place_without_a_carer_gives_no_tie(place: str):
    assert follow_carers(episodes(f"01/01/2020 S C2 {place} - -")) == [None]


def test_moving_to_a_home_without_a_carer_ends_the_tie():
    first, second = follow_carers(episodes(PLACED, "01/06/2020 P C2 K2 - -"))
    assert first is not None
    assert first.ended_on == date(2020, 6, 1)
    assert second is None


def test_where_the_code_says_that_the_carer_stays_the_tie_goes_on_without_living_there():
    first, second, third = follow_carers(
        episodes(PLACED, "01/06/2020 T C2 R2 01/07/2020 X1", "01/07/2020 T C2 U6 - -")
    )
    assert first is second is third
    assert first is not None
    assert first.ended_on is None
    assert first.lived == [(date(2020, 1, 1), date(2020, 6, 1)), (date(2020, 7, 1), None)]


@pytest.mark.parametrize("why", ["E4A", "E11", "E46", "E3"])
def test_leaving_care_leaves_the_tie_as_it_was_and_ends_the_living_there(why: str):
    (carer,) = follow_carers(episodes(f"01/01/2020 S C2 U6 01/06/2020 {why}"))
    assert carer is not None
    assert carer.ended_on is None
    assert carer.lived == [(date(2020, 1, 1), date(2020, 6, 1))]


def test_coming_into_care_again_begins_a_new_tie_and_leaves_the_old_one_as_it_was():
    first, second = follow_carers(
        episodes("01/01/2020 S C2 U6 01/06/2020 E4A", "01/09/2020 S C2 U6 - -")
    )
    assert first is not None
    assert second is not None
    assert first is not second
    assert first.ended_on is None


def test_starting_again_without_having_left_is_another_carer():
    first, second = follow_carers(episodes(PLACED, "01/06/2020 S C2 U6 - -"))
    assert first is not None
    assert first.ended_on == date(2020, 6, 1)
    assert second is not first


def test_the_same_carer_over_a_gap_is_the_same_carer_with_days_not_recorded():
    first, second = follow_carers(episodes(PLACED, "03/06/2020 L E1 U6 - -"))
    assert first is second
    assert first is not None
    assert first.lived == [(date(2020, 1, 1), date(2020, 6, 1)), (date(2020, 6, 3), None)]


@pytest.mark.parametrize(
    ("rne", "from_before"),
    [("L", True), ("T", True), ("U", True), ("S", False), ("P", False), ("B", False)],
)
def test_a_file_that_begins_in_the_middle_of_a_placement_says_so(rne: str, from_before: bool):
    (carer,) = follow_carers(episodes(f"01/01/2020 {rne} C2 U6 - -"))
    assert carer is not None
    assert carer.from_before is from_before


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("U1", "kin"), ("U2", "kin"), ("U3", "kin"),
        ("U4", "foster_carer"), ("U5", "foster_carer"), ("U6", "foster_carer"),
        ("A3", "adoptive_parent"), ("A4", "adoptive_parent"), ("A5", "adoptive_parent"),
        ("A6", "adoptive_parent"), ("P1", "parent"),
    ],
)  # fmt: skip
def test_the_kind_of_tie_follows_the_placement(place: str, kind: str):
    (carer,) = follow_carers(episodes(f"01/01/2020 S C2 {place} - -"))
    assert carer is not None
    assert carer.kind == kind
