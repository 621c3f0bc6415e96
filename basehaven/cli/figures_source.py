"""A source of any format as typed tables, and what of it had to be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from basehaven.cli.quality_words import say_old_form, say_quality
from basehaven.core.errors import WrongSetting
from basehaven.exchange.afcars2020.submissions import Submission, submissions_of
from basehaven.exchange.findings import REFUSED, Finding
from basehaven.exchange.safe import what_is_meant
from basehaven.exchange.ssda903.for_figures import write_for_figures
from basehaven.exchange.stage import Staged
from basehaven.exchange.stage_path import FORMATS, stage_path
from basehaven.exchange.tables.from_stage import write_stage
from basehaven.exchange.tables.schema import TABLES

if TYPE_CHECKING:
    from basehaven.analytics.checks import Problem

Say = Callable[[str], None]
CHECKED_BY_THEIR_READER = frozenset({"ssda903"})
WORDS = {
    "no_id": ("A row without its id.", "Give every row its ids."),
    "ends_before_it_starts": ("It ends before it starts.", "Mend one of the two dates."),
    "overlaps_another_stay": (
        "It overlaps another stay of the child, and not both are shared.",
        "End the earlier one, or mark both as shared.",
    ),
    "child_twice": ("The child is there twice.", "Keep one row for each child."),
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row, or rows alike, that no figure is made of; ``rows`` is 0 where it was named before."""

    where: str
    problem: str
    rows: int
    way_out: str


@dataclass(frozen=True)
class Typed:
    """Where the typed tables are, what was left out, and the half-years of a federal file."""

    folder: Path
    left_out: Sequence[LeftOut] = ()
    submissions: Sequence[Submission] = ()


def typed_tables(
    path: Path,
    format: str,  # noqa: A002 - the word of the command line
    work: Path,
    say: Say,
) -> Typed:
    """A folder of typed Parquet tables: the source itself, or made from it in ``work``.

    Raises:
        WrongSetting: no such format.
        UnreadableSource: nothing readable there.
    """
    if format not in FORMATS:
        raise WrongSetting(f"'{format}' is not a format. Choose {', '.join(FORMATS)}.")
    made = work / "tables"
    name = path.stem[:100] or "source"
    if format == "tables" and path.is_dir() and is_parquet(what_is_meant(path)):
        return Typed(what_is_meant(path))
    if format == "ssda903":
        report = write_for_figures(path, made, source_id=name, progress=_rows(say))
        return Typed(made, _each_row_once(one for one in report.findings if one.level == REFUSED))
    staged = stage_path(
        path, format=format, source_id=name, into=work / "stage.sqlite", progress=_rows(say)
    )
    write_stage(staged, made)
    left_out = [*_each_row_once(staged.findings(REFUSED)), *_held(staged)]
    if format != "afcars2020":
        return Typed(made, left_out)
    say_quality(staged, err=True)
    say_old_form(staged, err=True)
    return Typed(made, left_out, submissions_of(staged))


def _rows(say: Say) -> Callable[[int], None]:
    return lambda rows: say(f"Reading: {rows:,} rows")


def is_parquet(folder: Path) -> bool:
    """Whether every open table of a folder is Parquet, so that it is read as it is."""
    tables = [path for path in folder.iterdir() if path.stem in TABLES]
    return bool(tables) and all(path.suffix == ".parquet" for path in tables)


def _each_row_once(findings: Iterable[Finding]) -> list[LeftOut]:
    """What is wrong, in words; a row of which two things are wrong is one row."""
    found = []
    rows: set[tuple[str, int | None]] = set()
    for one in findings:
        row = one.file, one.line
        again = one.line is not None and row in rows
        found.append(replace(of_finding(one), rows=0) if again else of_finding(one))
        rows.add(row)
    return found


def of_finding(one: Finding) -> LeftOut:
    where = f"{one.file}, row {one.line}" if one.line else one.file
    where += f", column {one.column}" if one.column else ""
    where += f", '{one.value}'" if one.value else ""
    return LeftOut(where, one.problem, 1, one.way_out)


def _held(staged: Staged) -> list[LeftOut]:
    held = staged.counts().refused_held
    if not held:
        return []
    return [
        LeftOut(
            "Children named above", "Their other rows are left out too.", held,
            "Mend what is named, and run it again.",
        )
    ]  # fmt: skip


def of_problem(one: Problem) -> LeftOut:
    words, way_out = WORDS.get(
        one.problem,
        (f"{one.problem.replace('_', ' ')}.", "Use the codes of docs/reference/tables.md."),
    )
    return LeftOut(f"{one.table}, such as '{one.example}'", words, one.rows, way_out)


def codes() -> dict[str, dict[str, tuple[str, ...]]]:
    """Open table -> column -> the codes that there are."""
    return {
        name: {
            column.name: column.choices
            for column in table.columns
            if column.kind == "enum" and column.choices
        }
        for name, table in TABLES.items()
    }
