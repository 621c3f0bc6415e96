"""The first pass: every record of every file read by itself, and put aside until all are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from basehaven.core.errors import UnreadableSource
from basehaven.core.quality.afcars import Tally
from basehaven.exchange.afcars2020.quality import count_record
from basehaven.exchange.afcars2020.read_arrangements import (
    ARRANGEMENT_ELEMENTS,
    HOME_ELEMENTS,
    PLAN_ELEMENTS,
)
from basehaven.exchange.afcars2020.read_record import (
    CHILD_ELEMENTS,
    REMOVAL_ELEMENTS,
    RecordReader,
)
from basehaven.exchange.afcars2020.submissions import Submission
from basehaven.exchange.afcars2020.xml import AfcarsFile, short
from basehaven.exchange.findings import NOTED, REFUSED, WARNED, Finding
from basehaven.exchange.safe import files_in
from basehaven.exchange.stage import StageWriter
from basehaven.exchange.tables.parse import Unfit, parse_id
from basehaven.exchange.tables.schema import Column

Progress = Callable[[int], None]
EVERY = 1_000  # records between two calls of progress
AT_ONCE = 2_000  # records in memory
READ = CHILD_ELEMENTS | REMOVAL_ELEMENTS | ARRANGEMENT_ELEMENTS | HOME_ELEMENTS | PLAN_ELEMENTS
KINDS_NAMED = 500  # of elements that were not read
VALUE = 200  # characters of a finding's value
SOURCE = Column("source_id", required=True, length=100)
RECORDS = """
CREATE TEMP TABLE afcars_records (source TEXT, child TEXT, file INTEGER, line INTEGER,
    in_care INTEGER, packed TEXT);
"""


@dataclass(slots=True)
class FileRead:
    """One file after the first pass.

    Attributes:
        submission: whose and which half-year.
        tally: of its records, for the quality limits.
        ignored: records whose child a later submission tells.
    """

    submission: Submission
    tally: Tally
    ignored: int = 0
    not_read: Counter[str] = field(default_factory=Counter)
    old_form: int = 0


class Reading:
    """Reads files into a temporary table of the stage.

    Args:
        stage: an open stage.
        progress: called with the number of records read so far.
    """

    def __init__(self, stage: StageWriter, progress: Progress | None) -> None:
        self.stage, self.progress = stage, progress
        self.stage.db.executescript(RECORDS)
        self.files: list[FileRead] = []
        self._waiting: list[tuple[object, ...]] = []
        self._read = 0

    def read(self, path: Path) -> list[FileRead]:
        """Read a file, or every XML file of a folder.

        Returns:
            The files in the order in which they win: by agency, half-year and name.

        Raises:
            UnreadableSource: one of them is not such a file, or none has a record.
        """
        for one in files_in(path, ".xml") if path.is_dir() else [path]:
            self._read_file(one)
        if not any(one.submission.records for one in self.files):
            raise UnreadableSource(
                f"{path.name}: no child's record of AFCARS 2020 in it. Give the XML file, or the "
                "folder with one file for each half-year."
            )
        self._flush()
        self.stage.db.execute(
            "CREATE INDEX temp.afcars_child ON afcars_records (source, child, file)"
        )
        return self.files

    def _read_file(self, path: Path) -> None:
        file, number, tally = AfcarsFile(path), len(self.files), Tally()
        read = FileRead(_nothing(path), tally)
        source_id, reader, records = "", None, 0
        for line, element in file.records():
            if reader is None:
                reader = RecordReader(file.half_year)
                source_id = self._source_of(file)
            records = line
            self._take(reader, read, number, source_id, line, element)
        source_id = source_id or self._source_of(file)
        half = file.half_year
        read.submission = Submission(
            source_id, str(half), half.starts_on, half.ends_on, path.name, records
        )
        self.files.append(read)
        self._tell(read)

    def _take(
        self, reader: RecordReader, read: FileRead, number: int, source_id: str, line: int,
        element: Any,
    ) -> None:  # fmt: skip
        record = reader.read(element)
        name = read.submission.file
        count_record(read.tally, record)
        read.old_form += sum(1 for one in record.removals if one.form == "1993")
        for tag in _unread(element):
            kind = tag if tag in read.not_read or len(read.not_read) < KINDS_NAMED else "others"
            read.not_read[kind] += 1
        if any(one.level == REFUSED and one.column == "E4" for one in record.problems):
            for one in record.problems:
                self.stage.finding(
                    Finding(one.level, one.code, name, line, one.column, one.value, one.problem,
                            one.way_out)
                )  # fmt: skip
        else:
            self._waiting.append(
                (source_id, record.child_id, number, line, int(record.in_care), record.packed())
            )
        self._read += 1
        if self.progress and self._read % EVERY == 0:
            self.progress(self._read)
        if len(self._waiting) >= AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        self.stage.db.executemany("INSERT INTO afcars_records VALUES (?,?,?,?,?,?)", self._waiting)
        self._waiting.clear()

    def _source_of(self, file: AfcarsFile) -> str:
        """The agency, as the source of the rows; what the import was named where it is missing."""
        if not file.agency:
            self.stage.finding(
                Finding(WARNED, "no-agency", file.path.name, None, "E1", "",
                        "No agency (E1). Its rows are of the source that was named.",
                        "Write E1 when several agencies are brought in together.")
            )  # fmt: skip
            return self.stage.source_id
        try:
            return parse_id(SOURCE, file.agency)
        except Unfit as unfit:
            raise UnreadableSource(
                f"{file.path.name}: E1_title_iv_agency cannot name a source: {unfit} "
                f"{unfit.way_out}"
            ) from None

    def _tell(self, read: FileRead) -> None:
        name = read.submission.file
        left = sum(read.not_read.values())
        self._note(
            "elements-not-carried", name,
            f"{left} values of {len(read.not_read)} elements are not read: the record does not "
            "need them.",
            ", ".join(sorted(read.not_read, key=lambda name: (len(name), name)))[:VALUE],
        )  # fmt: skip
        if read.old_form:
            self._note(
                "removals-without-arrangements", name,
                f"{read.old_form} removals of before October 2022 (removal_1993) have no living "
                "arrangements in this file. Moves and home visits of theirs cannot be computed, "
                "and are not guessed.",
            )  # fmt: skip
        if not read.submission.records:
            self._note("no-record", name, "No record of a child in this file.")

    def _note(self, code: str, file: str, problem: str, value: str = "") -> None:
        self.stage.finding(Finding(NOTED, code, file, None, "", value, problem, "Nothing to do."))


def _nothing(path: Path) -> Submission:
    """Stands until the file's head was read."""
    return Submission("", "", date.min, date.min, path.name, 0)


def _unread(element: Any) -> Iterator[str]:
    """Elements of a record that say something and are not read."""
    for part in element.iter():
        text = part.text
        if text and not text.isspace() and short(part.tag) not in READ:
            yield short(part.tag)
