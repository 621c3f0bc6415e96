"""What the indicators are timed against gives the same figures: else it times something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from basehaven.analytics.compute import compute
from basehaven.analytics.engine import Engine
from basehaven.cli.figures import asked_for
from basehaven.core.indicators.window import window_of
from benchmarks.indicators import PERIOD
from benchmarks.indicators_recipe import generate
from benchmarks.indicators_sql import BY_HAND, SCANNED, scan_of
from tests.analytics.conftest import duckdb

__all__ = ["duckdb"]
STAYS = 2_000


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    generate(folder, STAYS)
    return folder


@pytest.mark.parametrize("id_", BY_HAND)
def test_hand_written_sql_gives_the_figure_of_the_product(duckdb: Engine, tables: Path, id_: str):
    (answer,) = compute(duckdb, duckdb.tables(tables), asked_for(id_, window_of(PERIOD)))
    found = answer.figures[0]
    query = BY_HAND[id_].format(folder=tables)
    assert duckdb.connection.con.execute(query).fetchall() == [(found.numerator, found.denominator)]
    assert found.denominator > 0


def test_pandas_gives_the_figure_of_the_product(duckdb: Engine, tables: Path):
    pytest.importorskip("pandas")
    from benchmarks.indicators_pandas import IN_PANDAS

    for id_, by_pandas in IN_PANDAS.items():
        (answer,) = compute(duckdb, duckdb.tables(tables), asked_for(id_, window_of(PERIOD)))
        found = answer.figures[0]
        assert by_pandas(tables) == (found.numerator, found.denominator)


def test_each_peer_has_a_bare_scan_of_its_columns(duckdb: Engine, tables: Path):
    assert set(SCANNED) == set(BY_HAND)
    for id_ in SCANNED:
        for query in scan_of(id_, str(tables)):
            assert duckdb.connection.con.execute(query).fetchall()[0][0]
