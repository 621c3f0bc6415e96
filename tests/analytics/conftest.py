"""The engines, each once for all tests, and tables drawn for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from basehaven.analytics.engine import Engine, engine


@pytest.fixture(scope="session")
def duckdb() -> Iterator[Engine]:
    with engine("duckdb", threads=2) as found:
        yield found


@pytest.fixture(scope="session")
def spark() -> Iterator[Engine]:
    """One session of one core; a Spark test stacks its cases, since each query costs seconds."""
    with engine("spark", master="local[1]") as found:
        found.connection._session.conf.set("spark.sql.shuffle.partitions", "2")
        yield found


@pytest.fixture(params=["duckdb", "spark"])
def either(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    found: Engine = request.getfixturevalue(request.param)
    return found
