"""Figures from a path, as the command line and a notebook ask for them."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from basehaven.cli.figures_half_years import withheld_for
from basehaven.cli.figures_source import (
    CHECKED_BY_THEIR_READER,
    LeftOut,
    codes,
    of_problem,
    typed_tables,
)
from basehaven.core.errors import UnreadableSource, WrongSetting
from basehaven.core.indicators.window import Window, twelve_months_to, window_of

if TYPE_CHECKING:
    import pyarrow as pa

    from basehaven.analytics.compute import Answer, Asked, Figure
    from basehaven.analytics.engine import Engine
    from basehaven.analytics.tables import Tables
    from basehaven.exchange.afcars2020.submissions import Submission

Say = Callable[[str], None]
ONLY_WORKERS = "not recorded: ties, but to social workers"
NAMED = 3  # of the rows left out, in a notebook's warning


@dataclass(frozen=True)
class Read:
    """A source that is open: its engine and tables, and what had to be left out."""

    engine: Engine
    tables: Tables
    left_out: Sequence[LeftOut] = ()
    submissions: Sequence[Submission] = ()
    format: str = "tables"

    def answers(self, asked: Asked) -> Iterator[Answer]:
        """Every indicator asked for; those that this source cannot carry withheld."""
        from basehaven.analytics.catalogue import ALL
        from basehaven.analytics.compute import compute

        withheld = withheld_for(asked.ids, asked.window, self.submissions)
        if self.format == "ssda903":  # its ties are to social workers alone
            others = [one for one in asked.ids if not one.startswith("england.")]
            withheld |= {one: ONLY_WORKERS for one in others if "ties" in ALL[one].needs}
        return compute(self.engine, self.tables, replace(asked, withheld=withheld))

    def remark(self, window: Window) -> str:
        """That nothing on record reaches the period, or nothing.

        Whoever was still there is counted as there ever after, and is right only if the
        tables go that far. Federal files say themselves how far they go.
        """
        from basehaven.analytics.last_day import last_day_before

        last = None
        if not self.submissions:
            last = last_day_before(self.engine, self.tables, window.start)
        if last is None:
            return ""
        return (
            f"Nothing on record begins, ends or happens in {window.name} or later: the last day "
            f"is {last}. The figures take it that nothing changed since. Check the period, or "
            "give tables that reach it."
        )


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
    remark: str = ""

    @property
    def figures(self) -> list[Figure]:
        return [one for answer in self.answers for one in answer.figures]


@contextmanager
def opened(source: Source, say: Say = lambda _: None) -> Iterator[Read]:
    """A source, read and checked, while it is needed.

    Raises:
        UnreadableSource: nothing readable there.
        WrongSetting: no such engine or format.
    """
    from basehaven.analytics.checks import look
    from basehaven.analytics.engine import engine

    if not source.path.exists():
        raise UnreadableSource(f"{source.path}: nothing is there. Check the path.")
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="basehaven-figures-")))
        typed = typed_tables(source.path, source.format, work, say)
        left_out = typed.left_out
        say("Starting the engine")
        running = stack.enter_context(
            engine(source.engine, master=source.master, memory=source.memory,
                   threads=source.threads)
        )  # fmt: skip
        tables = running.tables(typed.folder)
        if source.format not in CHECKED_BY_THEIR_READER:
            say("Checking the tables")
            problems, tables = look(running, tables, codes())
            left_out = (*left_out, *(of_problem(one) for one in problems))
        yield Read(running, tables, left_out, typed.submissions, source.format)


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
    period: str = "",
    as_of: date | str = "",
    format: str = "tables",  # noqa: A002 - the word of the command line
    by: Sequence[str] | str = (),
    settings: Mapping[str, str] | None = None,
    engine: str = "duckdb",
    suppress_below: int = 0,
) -> pa.Table:
    """Figures as a table, for a notebook: what ``basehaven indicators`` prints.

    Args:
        path: a folder of open tables, or a file of ``format``.
        set: ``cfsr``, ``england``, ``relationships``, ``families``, ``all``, or one id.
        period: ``24B25A``, ``FY24`` or ``2024-04-01/2025-03-31``.
        as_of: instead of the period, the last day of its twelve months.
        format: of the source.
        by: of age_band, region and group; a list, or words with commas between.
        settings: name -> value, as after ``--setting``.
        engine: ``duckdb`` or ``spark``.
        suppress_below: hide counts from 1 to one less, and what would give them away.

    Returns:
        One row a figure: id, period, group, numerator, denominator, value,
        unit, settings, suppressed, withheld, bound.

    Warns:
        UserWarning: rows had to be left out, or nothing on record reaches the period.

    Raises:
        BasehavenError: what cannot be read, or a setting that cannot be.
    """
    import pyarrow as pa

    from basehaven.cli.figures_words import as_rows, suppressed

    groups = [one.strip() for one in by.split(",") if one.strip()] if isinstance(by, str) else by
    asked = asked_for(set, the_window(period, as_of), by=groups, settings=settings)
    with opened(Source(Path(path), format, engine)) as read:
        answers = tuple(read.answers(asked))
        result = Result(answers, read.left_out, read.remark(asked.window))
    for remark in (_what_was_left_out(result.left_out), result.remark):
        if remark:
            warnings.warn(remark, stacklevel=2)
    return pa.Table.from_pylist(suppressed(as_rows(result.figures), suppress_below))


def the_window(period: str, as_of: date | str) -> Window:
    """The period named, or the twelve months that end with a day.

    Raises:
        WrongSetting: neither or both, or what is no period.
    """
    if bool(period) == bool(as_of):
        raise WrongSetting("Give a period or the day as of which, one of the two.")
    if period:
        return window_of(period)
    try:
        return twelve_months_to(date.fromisoformat(str(as_of)))
    except ValueError as error:
        raise WrongSetting(f"'{as_of}' is no day. Write it as 2025-03-31.") from error


def _what_was_left_out(rows: Sequence[LeftOut]) -> str:
    """How many rows, and the first few of them; empty for none."""
    if not rows:
        return ""
    total = sum(one.rows for one in rows)
    named = "; ".join(f"{one.where}: {one.problem} {one.way_out}" for one in rows[:NAMED])
    return (
        f"{total:,} {'row' if total == 1 else 'rows'} had to be left out; the figures are of the "
        f"rest. {named}"
    )
