"""A column that nobody decided on is in no snapshot, and stops here."""

from __future__ import annotations

import pytest

from basehaven.apps.intake.sets.columns import MODELS
from basehaven.apps.intake.snapshot.columns import (
    DECIDED,
    KEPT,
    LEFT_OUT,
    NO_TABLE,
    REPLACED,
    columns_of_snapshot,
)
from basehaven.exchange.tables.schema import TABLES

pytestmark = pytest.mark.django_db  # what all tests of this folder share looks at the database


def test_every_table_of_the_contract_is_decided_on():
    assert {*DECIDED, *NO_TABLE} == set(TABLES) == set(MODELS)
    assert not set(DECIDED) & set(NO_TABLE)


@pytest.mark.parametrize("table", list(DECIDED))
def test_every_column_of_the_contract_is_decided_on(table):
    assert list(DECIDED[table]) == [column.name for column in TABLES[table].columns]
    assert set(DECIDED[table].values()) <= {KEPT, REPLACED, LEFT_OUT}


@pytest.mark.parametrize("table", list(DECIDED))
def test_names_and_free_words_are_left_out_and_ids_replaced(table):
    for column in TABLES[table].columns:
        decision = DECIDED[table][column.name]
        if column.names:
            assert decision == LEFT_OUT, column.name
        if column.refers_to or column.name == TABLES[table].own_id:
            assert decision == REPLACED, column.name


def test_an_undecided_column_is_not_in_a_snapshot(monkeypatch):
    monkeypatch.delitem(DECIDED["children"], "groups")
    assert "groups" not in [column.name for column in columns_of_snapshot("children")]
