"""Figures from a path, as the command line and a notebook ask for them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from basehaven.core.errors import UnreadableSource, WrongSetting
from basehaven.core.indicators.window import Window, window_of
from basehaven.exchange.safe import what_is_meant
from basehaven.exchange.stage_path import FORMATS, stage_path
from basehaven.exchange.tables.from_stage import write_stage
from basehaven.exchange.tables.schema import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

    from basehaven.analytics.checks import Problem
    from basehaven.analytics.compute import Answer, Asked, Figure
    from basehaven.analytics.engine import Engine
    from basehaven.analytics.tables import Tables

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row, or rows alike, that no figure is made of."""

    where: str
    problem: str
    rows: int
    way_out: str


@dataclass(frozen=True)
class Read:
    """A source that is open: its engine and tables, and what had to be left out."""

    engine: Engine
    tables: Tables
    left_out: Sequence[LeftOut] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where the figures come from, and which engine makes them.

    Attributes:
        path: a folder, zip or file.
        format: ``tables``, ``ssda903`` and so on.
        engine: ``duckdb`` or ``spark``.
        master: of Spark.
        memory: of DuckDB, such as ``8GB``; empty is its own default.
        threads: of DuckDB; 0 is all.
    """

    path: Path
    format: str = "tables"
    engine: str = "duckdb"
    master: str = "local[*]"
    memory: str = ""
    threads: int = 0


@dataclass(frozen=True)
class Result:
    """All answers, and what was left out."""

    answers: Sequence[Answer]
    left_out: Sequence[LeftOut] = field(default_factory=tuple)

    @property
    def figures(self) -> list[Figure]:
        return [one for answer in self.answers for one in answer.figures]


@contextmanager
def opened(source: Source, say: Say = lambda _: None) -> Iterator[Read]:
    """A source, read and checked, while it is needed.

    Raises:
        UnreadableSource: nothing readable there.
        WrongSetting: no such engine.
    """
    from basehaven.analytics.checks import look
    from basehaven.analytics.engine import engine

    if not source.path.exists():
        raise UnreadableSource(f"{source.path}: nothing is there. Check the path.")
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="basehaven-figures-")))
        folder, left_out = _typed(source, work, say)
        say("Starting the engine")
        running = stack.enter_context(
            engine(source.engine, master=source.master, memory=source.memory,
                   threads=source.threads)
        )  # fmt: skip
        say("Checking the tables")
        problems, tables = look(running, running.tables(folder), _choices())
        yield Read(running, tables, (*left_out, *(_left_out(one) for one in problems)))


def _typed(source: Source, work: Path, say: Say) -> tuple[Path, Sequence[LeftOut]]:
    """A folder of typed Parquet tables: the source itself, or made from it."""
    if source.format == "tables" and source.path.is_dir():
        folder = what_is_meant(source.path)
        if _is_parquet(folder):
            return folder, ()
    if source.format not in FORMATS:
        raise WrongSetting(f"'{source.format}' is not a format. Choose {', '.join(FORMATS)}.")
    say("Reading")
    staged = stage_path(
        source.path, format=source.format, source_id=source.path.stem[:100] or "source",
        into=work / "stage.sqlite", progress=lambda rows: say(f"Reading: {rows:,} rows"),
    )  # fmt: skip
    write_stage(staged, work / "tables")
    return work / "tables", _refused(staged)


def _is_parquet(folder: Path) -> bool:
    tables = [path for path in folder.iterdir() if path.stem in TABLES]
    return bool(tables) and all(path.suffix == ".parquet" for path in tables)


def _refused(staged: Any) -> list[LeftOut]:
    found = []
    for one in staged.findings("refused"):
        where = f"{one.file}, row {one.line}" if one.line else one.file
        where += f", column {one.column}" if one.column else ""
        where += f", '{one.value}'" if one.value else ""
        found.append(LeftOut(where, one.problem, 1, one.way_out))
    held = staged.counts()
    return found + _held(held)


def _held(counts: Any) -> list[LeftOut]:
    rows = sum(getattr(part, "held", 0) for part in getattr(counts, "files", ()))
    if not rows:
        return []
    return [
        LeftOut(
            "children named above", "Other rows of a child whose rows do not fit are left out too.",
            rows, "Mend what is named, and run it again.",
        )
    ]  # fmt: skip


WORDS = {
    "no_id": ("a row without its id", "Give every row its ids."),
    "ends_before_it_starts": ("it ends before it starts", "Mend one of the two dates."),
    "overlaps_another_stay": (
        "it overlaps another stay of the child, and not both are shared",
        "End the earlier one, or mark both as shared.",
    ),
    "child_twice": ("the child is there twice", "Keep one row for each child."),
}


def _left_out(one: Problem) -> LeftOut:
    words, way_out = WORDS.get(
        one.problem,
        (one.problem.replace("_", " "), "Use the codes of docs/reference/tables.md."),
    )
    return LeftOut(f"{one.table}, such as '{one.example}'", words, one.rows, way_out)


def _choices() -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        name: {
            column.name: column.choices
            for column in table.columns
            if column.kind == "enum" and column.choices
        }
        for name, table in TABLES.items()
    }


def asked_for(
    set_: str,
    window: Window,
    *,
    by: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
) -> Asked:
    """What to compute, from words.

    Raises:
        WrongSetting: no such set, group or setting.
    """
    from basehaven.analytics.catalogue import ALL, SETS
    from basehaven.analytics.compute import Asked
    from basehaven.analytics.figures import BY
    from basehaven.analytics.settings import chosen_settings

    if set_ in ALL:
        ids = [set_]
    elif set_ == "all":
        ids = list(ALL)
    elif set_ in SETS:
        ids = list(SETS[set_])
    else:
        raise WrongSetting(f"No set '{set_}'. There are: {', '.join(SETS)}, all, or one id.")
    unknown = [name for name in by if name not in BY]
    if unknown:
        raise WrongSetting(f"No grouping '{unknown[0]}'. There are: {', '.join(BY)}.")
    return Asked(ids, window, tuple(by), chosen_settings(ids, settings or {}))


def indicators(
    path: str | Path,
    *,
    set: str = "all",  # noqa: A002 - the word of the command line
    period: str,
    format: str = "tables",  # noqa: A002 - the word of the command line
    by: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
    engine: str = "duckdb",
) -> pa.Table:
    """Figures as a table, for a notebook: what ``basehaven indicators`` prints.

    Args:
        path: a folder of open tables, or a file of ``format``.
        set: ``cfsr``, ``england``, ``relationships``, ``families``, ``all``, or one id.
        period: ``24B25A``, ``FY24`` or ``2024-04-01/2025-03-31``.
        format: of the source.
        by: of age_band, region and group.
        settings: name -> value, as after ``--setting``.
        engine: ``duckdb`` or ``spark``.

    Returns:
        One row a figure: id, period, group, numerator, denominator, value,
        unit, settings, suppressed, withheld, bound. Nothing is suppressed: it is
        for those who hold the rows.

    Raises:
        BasehavenError: what cannot be read, or a setting that cannot be.
    """
    import pyarrow as pa

    from basehaven.analytics.compute import compute
    from basehaven.cli.figures_words import as_rows

    asked = asked_for(set, window_of(period), by=by, settings=settings)
    with opened(Source(Path(path), format, engine)) as read:
        result = Result(tuple(compute(read.engine, read.tables, asked)), read.left_out)
    return pa.Table.from_pylist(as_rows(result.figures))
