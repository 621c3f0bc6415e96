"""What the documents say about rotas is what the program reads."""

from __future__ import annotations

import re

import pytest

from basehaven.core.room.rules import ClassTeam, MixedAges, RatioSettings, UnknownAge
from basehaven.exchange.rota.people import ADULT, CHILD
from basehaven.exchange.rota.read import TOP, read_rota
from basehaven.exchange.rota.rules import SETTINGS
from basehaven.knowledge.room import SHIPPED
from tests.architecture.house import ROOT

HOW_TO = (ROOT / "docs/how-to/plan-a-rota.md").read_text()
EXPLAINED = (ROOT / "docs/explanation/ratios-and-groups.md").read_text()
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", HOW_TO, re.DOTALL | re.MULTILINE)


def test_the_file_of_the_how_to_is_read_with_its_rules_and_settings(tmp_path):
    week, rules, settings = BLOCKS
    path = tmp_path / "week.yaml"
    path.write_text(week + rules + settings, encoding="utf-8")
    read = read_rota(path)
    assert [rule.rule_id for rule in read.week.rules.rules] == ["head-start", "our-state"]


@pytest.mark.parametrize("fields", [TOP, ADULT, CHILD, SETTINGS])
def test_every_field_of_the_file_is_in_the_how_to(fields):
    known = {"estimated_leeway_months"} if fields is SETTINGS else set()  # explained elsewhere
    missing = [name for name in fields.split() if name not in HOW_TO and name not in known]
    assert not missing


def test_every_rule_set_and_reading_is_explained():
    readings = [*RatioSettings.__slots__, *MixedAges, *UnknownAge, *ClassTeam]
    assert not [name for name in (*SHIPPED, *readings) if f"`{name}`" not in EXPLAINED]
