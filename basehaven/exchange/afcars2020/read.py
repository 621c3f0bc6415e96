"""Read the half-years of one or several agencies into a stage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

from basehaven.exchange.afcars2020 import quality, submissions
from basehaven.exchange.afcars2020.derive import child_row, rows_of
from basehaven.exchange.afcars2020.merge import Merged, Told, merge
from basehaven.exchange.afcars2020.quality import SubmissionQuality
from basehaven.exchange.afcars2020.reading import FileRead, Progress, Reading
from basehaven.exchange.afcars2020.record import Problem, unpacked
from basehaven.exchange.afcars2020.submissions import Submission
from basehaven.exchange.findings import NOTED, REFUSED, WARNED, Finding
from basehaven.exchange.safe import files_in
from basehaven.exchange.stage import StageWriter

PART = "records"
BESIDE = "the XML files of the folder are read, and nothing beside them"
IGNORED = "a later submission tells of these children"


def stage_afcars2020(
    path: Path, stage: StageWriter, progress: Progress | None = None
) -> list[Submission]:
    """Stage one file or a folder of them.

    Args:
        path: an XML file, or a folder of XML files: half-years of one or several
            agencies. Of two that tell of one child, the later half-year wins, and
            of one half-year the file whose name comes later.
        stage: an open stage. Rows are of the source that E1 names.
        progress: called with the number of records read so far.

    Returns:
        The submissions read, in the order in which they win; also kept with the
        stage (``submissions_of``), as are its quality checks (``quality_of``).

    Raises:
        UnreadableSource: not such a file, or not safe to read.
    """
    files = Reading(stage, progress).read(path)
    _note_files_beside(path, stage)
    stage.flush()
    _Children(stage, files).stage_all()
    for read in files:
        one = read.submission
        stage.source_file(
            one.file, PART, one.records, read.ignored, IGNORED if read.ignored else ""
        )
    in_order = sorted(
        (read.submission for read in files), key=lambda one: (one.source_id, one.half, one.file)
    )
    _tell_half_years(stage, in_order)
    _check_quality(stage, files)
    stage.about(submissions.ABOUT, submissions.as_text(in_order))
    stage.db.execute("DROP TABLE afcars_records")
    return in_order


@dataclass(frozen=True, slots=True)
class _Entry:
    """One record of a child, as it waited."""

    file: FileRead
    told: Told
    packed: str

    @property
    def place(self) -> tuple[str, int]:
        return self.told.file, self.told.line


class _Children:
    """The second pass: child by child, submissions merged, the rest held back or ignored."""

    def __init__(self, stage: StageWriter, files: list[FileRead]) -> None:
        self.stage, self.files = stage, files
        order = sorted(
            range(len(files)),
            key=lambda number: (files[number].submission.half, files[number].submission.file),
        )
        self.rank = {number: rank for rank, number in enumerate(order)}
        self.latest = {
            source: max(one.submission.half for one in files if one.submission.source_id == source)
            for source in {one.submission.source_id for one in files}
        }

    def stage_all(self) -> None:
        rows = self.stage.db.execute(
            "SELECT source, child, file, line, packed FROM afcars_records "
            "ORDER BY source, child, file, line"
        )
        for (source, child), of_child in groupby(rows, key=lambda row: row[:2]):
            entries = sorted(
                (self._entry(*row[2:]) for row in of_child),
                key=lambda one: (one.told.origin, one.told.line),
            )
            self._stage_child(source, child, entries)

    def _entry(self, file: int, line: int, packed: str) -> _Entry:
        one, origin = self.files[file], self.rank[file]
        told = Told(
            origin, line, one.submission.file, one.submission.ends_on.isoformat(),
            unpacked(packed, origin),
        )  # fmt: skip
        return _Entry(one, told, packed)

    def _stage_child(self, source: str, child: str, entries: list[_Entry]) -> None:
        entries = self._without_repeats(child, entries)
        last = entries[-1].told.origin
        good = [one for one in entries if not one.told.record.is_refused]
        if any(one.told.origin == last and one.told.record.is_refused for one in entries):
            self._keep_back(child, entries)
            return
        for one in entries:
            if one.told.record.is_refused:
                self._say(child, one, [_as_warning(p) for p in one.told.record.problems])
        merged = merge([one.told for one in good])
        if merged.is_refused:
            self._say(child, good[-1], merged.problems)
            self._keep_back(child, [*(one for one in entries if one is not good[-1])])
            return
        self._say(child, good[-1], [*good[-1].told.record.problems, *merged.problems])
        self._say(child, good[-1], self._gone(source, good[-1], merged))
        placed = self._stage_rows(source, child, good, merged)
        for one in entries:
            one.file.ignored += one.place not in placed

    def _stage_rows(
        self, source: str, child: str, good: list[_Entry], merged: Merged
    ) -> set[tuple[str, int]]:
        """Stage a child. Returns the records of which something is there.

        One row of each record has its number, so that records add up.
        """
        places = {one.told.origin: one.place for one in good}
        last = good[-1]
        placed = {last.place}
        self.stage.add(
            "children", {**child_row(last.told.record), "source_id": source}, *last.place
        )
        for table, values, origin in rows_of(child, merged.removals):
            file, line = places[origin]
            first = (file, line) not in placed
            placed.add((file, line))
            self.stage.add(table, {**values, "source_id": source}, file, line if first else None)
        return placed

    def _without_repeats(self, child: str, entries: list[_Entry]) -> list[_Entry]:
        """Each record once; two of one file that differ are both kept out."""
        kept: list[_Entry] = []
        for entry in entries:
            twin = next((one for one in kept if one.told.origin == entry.told.origin), None)
            if twin is None:
                kept.append(entry)
            elif twin.packed == entry.packed:
                entry.file.ignored += 1
                self._say(child, entry, [Problem(
                    WARNED, "same-record-twice", "E4", child,
                    f"This record says the same as record {twin.told.line}. It is read once.",
                    "Take one of the two out.",
                )])  # fmt: skip
            else:
                entry.told.record.problems.append(Problem(
                    REFUSED, "child-twice", "E4", child,
                    f"This child stands in record {twin.told.line} of the file already.",
                    "Keep one of the two records.",
                ))  # fmt: skip
                kept.append(entry)
        return kept

    def _keep_back(self, child: str, entries: Sequence[_Entry]) -> None:
        for one in entries:
            if one.told.record.is_refused:
                self._say(child, one, one.told.record.problems)
            else:
                self.stage.hold(*one.place, child)

    def _gone(self, source: str, last: _Entry, merged: Merged) -> Iterator[Problem]:
        in_care = any(not removal.exited_on for removal in merged.removals)
        if in_care and last.file.submission.half < self.latest[source]:
            yield Problem(
                WARNED, "gone-without-an-exit", "E153", "",
                f"Still in care at the end of {last.file.submission.half_year}, and not in a later "
                "half-year that is here.",
                "Look whether the child's number changed, or send the exit.",
            )  # fmt: skip

    def _say(
        self, child: str, entry: _Entry, problems: Sequence[Problem] | Iterator[Problem]
    ) -> None:
        for one in problems:
            self.stage.finding(
                Finding(one.level, one.code, *entry.place, one.column, one.value, one.problem,
                        one.way_out, child)
            )  # fmt: skip


def _as_warning(problem: Problem) -> Problem:
    """Of a record that a later submission put right: said, and no reason to refuse."""
    return replace(problem, level=WARNED) if problem.level == REFUSED else problem


def _note_files_beside(path: Path, stage: StageWriter) -> None:
    for beside in (
        files_in(path, ".csv", ".zip", ".parquet", ".txt", ".dat") if path.is_dir() else ()
    ):
        if beside.name == "findings.csv":
            continue  # says of mended rejects that they are a part
        stage.source_file(beside.name, "unknown", 0, 0, BESIDE)
        stage.finding(
            Finding(NOTED, "file-not-used", beside.name, None, "", "",
                    "Left out: the XML files of the folder are read, and nothing beside them.",
                    "Nothing to do.")
        )  # fmt: skip


def _tell_half_years(stage: StageWriter, in_order: Sequence[Submission]) -> None:
    for before, one in pairwise(in_order):
        if (before.source_id, before.half) == (one.source_id, one.half):
            stage.finding(
                Finding(NOTED, "half-year-twice", one.file, None, "E2", one.half_year,
                        f"{before.file} is of the same half-year. Where the two differ this file "
                        "stands, as its name comes later.",
                        "If the other one is later, give it a name that comes last.")
            )  # fmt: skip
    for source in sorted({one.source_id for one in in_order}):
        for half in submissions.missing(in_order, source):
            stage.finding(
                Finding(WARNED, "half-year-missing", "", None, "E2", str(half),
                        f"The half-year {half} of agency {source} is not among the files.",
                        "Add it: what needs it cannot be computed.")
            )  # fmt: skip


def _check_quality(stage: StageWriter, files: Sequence[FileRead]) -> None:
    checked = []
    for number, read in enumerate(files):
        one = read.submission
        unmatched = _unmatched(stage, files, number)
        checked.append(
            SubmissionQuality(
                one.source_id, one.half_year, one.file,
                quality.quality_of_file(read.tally, unmatched),
            )
        )  # fmt: skip
    for each in checked:
        for found in quality.findings_of(each):
            stage.finding(found)
    for found in quality.findings_of_the_rest(checked):
        stage.finding(found)
    stage.about(quality.ABOUT, quality.as_text(checked))


def _unmatched(
    stage: StageWriter, files: Sequence[FileRead], number: int
) -> tuple[int, int] | None:
    """Children in care at the end of a file who are not in the half-year after it."""
    one = files[number].submission
    after = [
        str(n)
        for n, other in enumerate(files)
        if other.submission.source_id == one.source_id and other.submission.half == one.half.after()
    ]
    if not after:
        return None
    there = (
        "EXISTS (SELECT 1 FROM afcars_records b WHERE b.source = a.source AND b.child = a.child "
        f"AND b.file IN ({', '.join(after)}))"
    )
    missing, in_care = stage.db.execute(
        f"SELECT coalesce(sum(NOT {there}), 0), count(*) FROM afcars_records a "
        "WHERE a.file = ? AND a.in_care",
        (number,),
    ).fetchone()
    return missing, in_care
