"""Ratio and group rules as data: what they say, where it is from, and what is refused."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date

import pytest

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.core.room.ratio import RoomAdult, RoomChild, ratio_of
from basehaven.core.room.rules import RatioSettings
from basehaven.core.room.week import RotaRules, RotaWeights
from basehaven.knowledge.room import (
    SHIPPED,
    entry_of,
    rota_settings,
    rota_weights,
    rule_set,
    rules_from,
    rules_in_force,
)

DAY = date(2026, 3, 4)
BAND = {"from_months": 0, "under_months": 36, "children": 4}


def room(count: int, born: date) -> list[RoomChild]:
    return [RoomChild(str(n), born) for n in range(count)]


def asked(rule: str, count: int, born: date, adults: int = 0) -> tuple[int, int | None]:
    team = [RoomAdult(str(n)) for n in range(adults)]
    ratio = ratio_of(room(count, born), team, [rule_set(rule)], DAY)
    return ratio.needed, ratio.group_most


@pytest.mark.parametrize(
    ("rule", "count", "born", "adults", "group"),
    [
        ("head-start", 8, date(2024, 6, 1), 2, 8),
        ("head-start", 9, date(2024, 6, 1), 3, 9),
        ("head-start", 17, date(2022, 12, 1), 2, 17),
        ("head-start", 20, date(2021, 12, 1), 2, 20),
        ("caring-for-our-children", 6, date(2025, 6, 1), 2, 6),
        ("caring-for-our-children", 8, date(2024, 6, 1), 2, 8),
        ("caring-for-our-children", 14, date(2022, 12, 1), 2, 14),
        ("caring-for-our-children", 16, date(2021, 12, 1), 2, 16),
        ("pitc", 6, date(2025, 12, 1), 2, 6),
        ("pitc", 12, date(2024, 6, 1), 3, 12),
    ],
)
def test_a_full_group_needs_the_adults_that_its_source_names(rule, count, born, adults, group):
    assert asked(rule, count, born, adults) == (adults, group)


def test_with_several_in_force_the_stricter_wins_and_is_named():
    rules = [rule_set("head-start"), rule_set("caring-for-our-children")]
    ratio = ratio_of(room(4, date(2025, 6, 1)), [], rules, DAY)
    assert (ratio.needed, ratio.needed_by) == (2, ("caring-for-our-children",))


def test_a_rule_is_in_force_from_its_first_day():
    rules = [rule_set("head-start")]
    assert rules_in_force(rules, date(2016, 11, 6)) == ()
    assert rules_in_force(rules, date(2016, 11, 7)) == tuple(rules)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_rule_set_is_a_draft_that_says_its_doubts(name):
    entry = entry_of(name)
    values = entry.model_extra or {}
    assert entry.review.status == "draft"
    assert values["doubts"]
    assert values["caution"]
    assert not rule_set(name).checked
    for band in values["bands"]:
        source = next(r for r in entry.references if r.id == band["reference"])
        unread = "[bg]" in (source.citation or "")
        assert not unread or "[bg]" in band["doubt"], "what was not read again says so"


def test_the_slot_for_a_state_asks_for_nothing_until_it_is_filled():
    assert rule_set("state").bands == ()
    assert asked("state", 20, date(2025, 6, 1))[0] == 1, "only that children are not alone"


def test_a_rule_set_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(KnowledgeIncomplete, match=r"There are: head-start, .* Write your own"):
        rule_set("mars")


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ([{**BAND, "children": 0}], "children and adults are 1 or more"),
        ([{**BAND, "under_months": 0}], "ends before it begins"),
        ([BAND, {**BAND, "from_months": 24}], "overlap"),
        ([BAND, {"from_months": 36, "under_months": None, "children": 3}], "is stricter"),
        ([{**BAND, "groups": [{"adults": 3, "children": 9}, {"adults": 2, "children": 8}]}],
         "more adults for more children"),
        ([{"from_months": 0}], "Add or mend it"),
        ([{**BAND, "childern": 4}], "childern"),
    ],
)  # fmt: skip
def test_a_rule_that_contradicts_itself_is_refused_with_the_way_out(bands, said):
    with pytest.raises(KnowledgeIncomplete, match=said):
        rules_from("own", "Our own", {"bands": bands}, checked=False)


def test_what_a_rota_keeps_to_is_the_same_in_the_entry_and_in_the_code():
    code = asdict(RotaRules(()))
    settings = dict(rota_settings())
    shortest = settings.pop("shortest_shift_minutes")
    assert settings == {name: code[name] for name in settings}
    assert shortest == 180
    assert rota_weights() == asdict(RotaWeights())
    named = {field.name for field in fields(RotaRules)} - {"rules", "ratio", "weights"}
    assert named == set(settings)


def test_the_readings_are_settings_with_a_safe_default():
    assert RatioSettings().mixed_ages == "youngest"
    assert RatioSettings().unknown_age == "youngest"
