"""What the engines read of the open tables is what the contract says they hold."""

from __future__ import annotations

import pytest

from basehaven.analytics.tables import DAY, FLAG, LIST, NUMBER, READ, TEXT, TIME
from basehaven.exchange.tables.schema import TABLES

KIND = {
    "text": TEXT, "enum": TEXT, "date": DAY, "time": TIME, "bool": FLAG, "int": NUMBER,
    "list": LIST,
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_the_engines_read_the_columns_of_the_contract_as_their_kinds(name):
    contract = {column.name: KIND.get(column.kind) for column in TABLES[name].columns}
    wrong = {
        column: (kind, contract.get(column))
        for column, kind in READ[name].items()
        if contract.get(column) != kind
    }
    assert not wrong, "column: (read as, in the contract)"
