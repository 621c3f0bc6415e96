"""The one definition of the open tables, held against the live models."""

from __future__ import annotations

import pytest
from django.db import models

from basehaven.apps.intake.sets.columns import MODELS
from basehaven.exchange.tables.schema import ALL, ID_LENGTH, KEY_LENGTH, KINDS, TABLES

PAIRS = [(table, column) for table in ALL for column in table.columns]


@pytest.mark.parametrize(
    ("table", "column"), PAIRS, ids=[f"{table.name}.{column.name}" for table, column in PAIRS]
)
def test_a_column_holds_no_more_than_its_live_field(table, column):
    assert column.kind in KINDS
    if column.refers_to or column.name == table.own_id or column.kind == "list":
        assert column.refers_to in ("", *TABLES)
        return
    field = MODELS[table.name]._meta.get_field(column.name)
    if isinstance(field, models.CharField):
        assert column.kind in ("text", "enum")
        if column.kind == "text":
            assert column.length == field.max_length
        else:
            assert max(map(len, column.choices)) <= field.max_length
        if field.choices:
            assert {value for value, _label in field.choices} == set(column.choices)
    if isinstance(field, models.DecimalField):
        assert column.decimals == field.decimal_places
        assert column.at_most < 10 ** (field.max_digits - field.decimal_places)
    if isinstance(field, models.PositiveSmallIntegerField):
        assert column.at_most == 32_767


def longest(table, column) -> int:
    if column.refers_to or column.name == table.own_id:
        return ID_LENGTH
    in_days = {"date": len("2024-03-31"), "time": len("2024-03-31T07:52:00.000000+00:00")}
    return in_days.get(column.kind) or column.length or max(map(len, column.choices))


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_ids_joined_to_a_key_still_fit(table):
    parts = [longest(table, table.column(name)) for name in table.key]
    assert sum(parts) + len(parts) - 1 <= KEY_LENGTH


def test_what_a_row_refers_to_comes_before_it():
    order = list(TABLES)
    for table, column in PAIRS:
        if column.refers_to:
            assert order.index(column.refers_to) < order.index(table.name)


def test_names_of_people_and_their_own_words_are_marked():
    marked = {f"{table.name}.{column.name}" for table, column in PAIRS if column.names}
    assert marked == {
        "children.name", "children.nicknames", "adults.name", "adults.nicknames", "homes.name",
        "homes.address", "ties.called", "restrictions.source", "care_events.response",
        "needs.outcome",
    }  # fmt: skip
