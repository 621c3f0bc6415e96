"""Rows of the open tables that one child's episodes give."""

from __future__ import annotations

import pytest

from basehaven.exchange.ssda903.derive import derive_rows, home_id_of
from tests.exchange.ssda903.returns import episode, episodes

HOME = {"pl_post": "S1 2AB", "urn": "12"}


def test_one_place_has_one_id_for_all_children_and_years_of_an_installation():
    ours = home_id_of(episode("01/01/2020 S C2 U6 - -", **HOME), b"secret")
    later = home_id_of(episode("01/06/2021 P C2 U4 - -", **HOME), b"secret")
    spelled = home_id_of(episode("01/06/2021 P C2 U4 - -", pl_post="S12AB", urn="12"), b"secret")
    assert ours == later == spelled


def test_without_the_secret_nobody_finds_the_postcode_by_trying_them_all():
    place = episode("01/01/2020 S C2 U6 - -", **HOME)
    assert home_id_of(place, b"secret") != home_id_of(place, b"another")
    assert "S1" not in home_id_of(place, b"secret")


def test_a_place_that_is_not_told_has_no_id():
    assert home_id_of(episode("01/01/2020 S C2 U6 - -"), b"secret") == ""


def test_what_a_row_refers_to_comes_before_it():
    there: set[str] = set()
    lines = episodes("01/01/2020 S C2 U6 01/06/2020 X1", "01/06/2020 P C2 U1 - -")
    for table, values, _episode in derive_rows("milo", lines, b"secret"):
        if table == "ties":
            assert values["adult_id"] in there
        if table == "tie_spells":
            assert values["tie_id"] in there
        if table == "stays":
            assert {values["removal_id"], *values["carer_ids"]} <= there
        there |= {str(value) for name, value in values.items() if name.endswith("_id")}


@pytest.mark.parametrize("place", ["T1", "K2"])
def test_a_stay_without_a_carer_of_its_own_names_none_though_the_tie_goes_on(place: str):
    lines = episodes("01/01/2020 S C2 U6 01/06/2020 X1", f"01/06/2020 T C2 {place} - -")
    stays = [values for table, values, _ in derive_rows("milo", lines, b"") if table == "stays"]
    ties = [values for table, values, _ in derive_rows("milo", lines, b"") if table == "ties"]
    assert [stay["carer_ids"] for stay in stays] == [["carer-milo-2020-01-01"], []]
    assert [tie["ended_on"] for tie in ties] == [None]


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("A3", "pre_adoptive"), ("A6", "pre_adoptive"), ("U1", "relative_foster"),
        ("U3", "relative_foster"), ("U4", "foster"), ("U6", "foster"), ("P1", "parent_home"),
        ("K1", "residential"), ("K2", "residential"), ("R1", "residential"), ("R3", "residential"),
        ("R5", "residential"), ("S1", "residential"), ("R2", "hospital"), ("T1", "hospital"),
        ("T0", "respite"), ("T2", "camp"), ("T3", "respite"), ("T4", "respite"),
        ("H5", "independent"), ("K3", "independent"), ("P2", "independent"),
        ("P3", "independent"), ("Z1", "other"),
    ],
)  # fmt: skip
def test_the_kind_of_stay_follows_the_placement(place: str, kind: str):
    rows = derive_rows("milo", episodes(f"01/01/2020 S C2 {place} - -"), b"")
    assert [values["kind"] for table, values, _ in rows if table == "stays"] == [kind]


@pytest.mark.parametrize(
    ("rec", "reason"),
    [
        ("E4A", "reunified"), ("E4B", "reunified"), ("E13", "relative"), ("E11", "adoption"),
        ("E12", "adoption"), ("E41", "guardianship"), ("E45", "guardianship"),
        ("E48", "guardianship"), ("E3", "transfer"), ("E2", "death"), ("E5", "emancipation"),
        ("E6", "emancipation"), ("E8", "other"), ("E9", "other"), ("E14", "other"),
        ("E15", "other"), ("E16", "other"), ("E17", "emancipation"), ("E7", "other"),
    ],
)  # fmt: skip
def test_the_way_out_of_care_follows_the_reason(rec: str, reason: str):
    rows = derive_rows("milo", episodes(f"01/01/2020 S C2 U6 01/06/2020 {rec}"), b"")
    exits = [values["exit_reason"] for table, values, _ in rows if table == "removals"]
    assert exits == [reason]
