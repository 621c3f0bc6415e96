"""What is computed is what knowledge says: ids, tables, settings and their defaults."""

from __future__ import annotations

import pytest

from basehaven.analytics.catalogue import ALL
from basehaven.analytics.compute import RANGE
from basehaven.knowledge.indicators import all_indicators, defaults_of
from tests.spec.case import specs

ENTRIES = all_indicators()
SPECS = {spec.indicator: spec.settings for spec in specs()}
OF_EVERY_SET = {"groups_rule"}  # one rule for all, drawn in the specs that name it
WITH_SPEC = ("cfsr", "sequences", "relationships", "families")


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
        assert drawn[bounds[0]] in bounds[1:]  # a case is drawn by one of the two, not by both
        said[bounds[0]] = drawn[bounds[0]]
    assert drawn == said


def _plain(value):
    return list(value) if isinstance(value, tuple) else value


def test_every_indicator_of_these_sets_has_a_spec():
    wanted = {name for name in ALL if name.split(".")[0] in WITH_SPEC}
    assert set(SPECS) == wanted


def test_the_rule_for_children_of_several_groups_is_drawn():
    assert any("groups_rule" in own for own in SPECS.values())
