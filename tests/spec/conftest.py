"""The engines that the spec is held against."""

from __future__ import annotations

import shutil

import pytest

from basehaven.analytics.engine import engine

NO_JAVA = (
    "Spark needs Java 17 or later, and there is none. Run: python tools/system_packages.py "
    "(or: apt-get install --no-install-recommends openjdk-17-jre-headless)"
)


@pytest.fixture(scope="session")
def duckdb():
    with engine("duckdb", threads=1) as opened:
        yield opened


@pytest.fixture(scope="session")
def spark():
    if not shutil.which("java"):
        pytest.fail(NO_JAVA)
    with engine("spark", master="local[1]") as opened:
        opened.connection.raw_sql("SET spark.sql.shuffle.partitions=1")
        yield opened
