"""The engines that the spec is held against."""

from __future__ import annotations

import os
import shutil

import pytest

from basehaven.analytics.engine import engine

NO_JAVA = (
    "Spark needs Java 17 or later, and there is none. Run: python tools/system_packages.py "
    "(or: apt-get install --no-install-recommends openjdk-17-jre-headless)"
)

SMALL = {  # for a hundred rows, planning and compiling is what takes the time
    "spark.sql.shuffle.partitions": 1,
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.autoBroadcastJoinThreshold": -1,
}

QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # of a Java that lives for a minute


@pytest.fixture(scope="session")
def duckdb():
    with engine("duckdb", threads=1) as opened:
        yield opened


@pytest.fixture(scope="session")
def spark():
    if not shutil.which("java"):
        pytest.fail(NO_JAVA)
    os.environ["JDK_JAVA_OPTIONS"] = QUICK_START
    with engine("spark", master="local[1]") as opened:
        for name, value in SMALL.items():
            opened.connection.raw_sql(f"SET {name}={value}")
        yield opened
