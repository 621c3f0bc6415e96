"""What an engine and core say of the units of drawn children."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from basehaven.analytics.catalogue import ALL
from basehaven.analytics.engine import Engine
from basehaven.analytics.numbers import key_of
from basehaven.core.indicators.window import window_of
from tests.spec.drawn import Rows, write_parquet
from tests.spec.engines import Found
from tests.spec.one_child import units_of

Units = dict[tuple[str, str], Found]


def engine_and_core(
    engine: Engine, work: Path, name: str, drawn: dict[str, Rows], period: str,
    settings: Mapping[str, Any],
) -> tuple[Units, Units]:  # fmt: skip
    """(child, unit) -> what each of the two says of it, by the same settings."""
    window = window_of(period)
    with TemporaryDirectory(dir=work) as folder:  # never twice the same file: engines cache
        write_parquet(Path(folder), drawn)
        rows = engine.rows(ALL[name].units(engine.tables(Path(folder)), window, settings))
    said = {
        (row["child_id"], row["unit"]): Found(
            row["rule"], row["numerator"], row["denominator"], row["on"]
        )
        for row in rows
    }
    core = {
        (child["child_id"], one.unit): Found(
            one.rule, one.numerator, one.denominator, key_of(one.on)
        )
        for child in drawn["children"]
        for one in units_of(name, drawn, child["child_id"], window, settings)
    }
    return said, core
