"""The measures of home visiting: all of them, each with what the tables lack of it."""

from __future__ import annotations

from basehaven.analytics.catalogue import SETS
from basehaven.knowledge.indicators import all_indicators
from basehaven.knowledge.miechv import miechv_measures

MEASURES = miechv_measures().measures


def test_all_nineteen_are_there_in_the_order_of_the_form():
    assert [one.number for one in MEASURES] == list(range(1, 20))


def test_the_set_of_the_command_is_what_the_tables_carry():
    carried = [one.carried_by for one in MEASURES if one.carried_by]
    assert carried == list(SETS["miechv"])
    assert set(carried) <= set(all_indicators())


def test_each_says_what_is_lacking_and_whether_its_definition_was_read():
    assert all(one.lacks.en and one.lacks.es for one in MEASURES)
    assert [one.number for one in MEASURES if one.definition == "read"] == [1]
    assert [one.number for one in MEASURES if one.definition == "partly_read"] == [2, 3]
