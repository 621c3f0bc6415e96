"""What is computed is what knowledge says: ids, tables, settings and their defaults."""

from __future__ import annotations

import pytest

from basehaven.analytics.catalogue import ALL
from basehaven.analytics.compute import RANGE
from basehaven.knowledge.indicators import all_indicators, defaults_of
from tests.spec.case import specs

ENTRIES = all_indicators()
SPECS = {spec.indicator: spec.settings for spec in specs()}
OF_EVERY_SET = {"groups_rule"}  # one rule for all, drawn in the spec of cfsr.p1


def test_every_entry_is_computed_and_everything_computed_has_an_entry():
    assert set(ALL) == set(ENTRIES)


@pytest.mark.parametrize("name", ALL)
def test_an_entry_names_the_tables_that_are_read(name):
    found = ALL[name]
    assert not set(found.needs) & set(found.reads)
    assert {*found.needs, *found.reads} == set(ENTRIES[name].tables)


@pytest.mark.parametrize("name", SPECS)
def test_the_spec_goes_by_the_settings_and_defaults_of_the_entry(name):
    said = {key: _plain(value) for key, value in defaults_of(name).items()}
    drawn = {key: _plain(value) for key, value in SPECS[name].items()}
    for key in OF_EVERY_SET - set(drawn):
        said.pop(key, None)
    if (bounds := ALL[name].bounds) and said[bounds[0]] == RANGE:
        said[bounds[0]] = bounds[2]  # a case is drawn by one of the two, not by both
    assert drawn == said


def _plain(value):
    return list(value) if isinstance(value, tuple) else value


def test_relationships_and_families_and_the_federal_set_have_a_spec():
    wanted = {name for name in ALL if name.split(".")[0] in ("cfsr", "relationships", "families")}
    assert set(SPECS) == wanted


def test_the_rule_for_children_of_several_groups_is_drawn_once():
    assert [name for name, own in SPECS.items() if "groups_rule" in own] == ["cfsr.p1"]
