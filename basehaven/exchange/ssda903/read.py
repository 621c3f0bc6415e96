"""Read a return, CSV or XML, into a stage."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.findings import NOTED, REFUSED, WARNED, Finding
from basehaven.exchange.safe import files_in
from basehaven.exchange.ssda903.codes import limits
from basehaven.exchange.ssda903.derive import derive_rows
from basehaven.exchange.ssda903.oddities import oddities
from basehaven.exchange.ssda903.parts import UNUSED, Row, csv_parts
from basehaven.exchange.ssda903.periods import Episode
from basehaven.exchange.ssda903.rows import Header, RowReader
from basehaven.exchange.ssda903.xml import xml_parts
from basehaven.exchange.stage import StageWriter

Progress = Callable[[int], None]
EVERY = 5_000  # rows between two calls of progress
SHORT_BREAKS = ("V3", "V4")
BESIDE = "the CSV files of the folder are read, and nothing beside them"
NOT_CARRIED = {
    "header": "UPN, MOTHER and MC_DOB are not carried: the record does not need them.",
    "episodes": "HOME_POST is not carried: it says where the family lives. PL_POST is kept as "
    "the address of a confidential home.",
}
TEMP_TABLES = """
CREATE TEMP TABLE header (child TEXT, file TEXT, line INTEGER, born TEXT, sex TEXT, ethnic TEXT);
CREATE TEMP TABLE episodes (child TEXT, file TEXT, line INTEGER, started TEXT, ended TEXT,
    rne TEXT, ls TEXT, cin TEXT, place TEXT, provider TEXT, rec TEXT, reason TEXT,
    pl_post TEXT, urn TEXT);
CREATE TEMP TABLE homes_seen (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def stage_return(
    path: Path, stage: StageWriter, progress: Progress | None = None, *, secret: bytes = b""
) -> None:
    """Stage a whole return.

    Args:
        path: a folder of CSV files, or the XML file.
        stage: an open stage; its ``source_id`` names the return in every year.
        progress: called with the number of rows read so far.
        secret: of the agency; ids of homes are made with it.

    Raises:
        UnreadableSource: no episodes and header in it, or not safe to read.
    """
    stage.db.executescript(TEMP_TABLES)
    _Reading(stage).read(path, progress)
    stage.db.execute("CREATE INDEX temp.header_child ON header (child)")
    stage.db.execute("CREATE INDEX temp.episodes_child ON episodes (child, started)")
    _refuse_children_twice(stage)
    _refuse_children_without_header(stage)
    key = sha256(secret).digest() if secret else stage.source_id.encode()
    _Children(stage, key).stage_all()


class _Reading:
    """The first pass: every row read or refused by itself."""

    def __init__(self, stage: StageWriter) -> None:
        self.stage = stage
        self.rows = RowReader(stage)
        self.counts: dict[tuple[str, str], int] = {}
        self.left_out: dict[str, int] = {}
        self.headers: list[tuple[object, ...]] = []
        self.episodes: list[tuple[object, ...]] = []

    def read(self, path: Path, progress: Progress | None) -> None:
        read = 0
        for row in csv_parts(path) if path.is_dir() else xml_parts(path):
            place = (row.file, row.part)
            self.counts[place] = self.counts.get(place, 0) + (1 if row.line else 0)
            if not row.line:
                continue
            read += 1
            if progress and read % EVERY == 0:
                progress(read)
            self._take(row)
        self._flush()
        for beside in files_in(path, ".xml", ".zip", ".parquet") if path.is_dir() else ():
            self.stage.source_file(beside.name, "unknown", 0, 0, BESIDE)
            self._note("file-not-used", beside.name, f"Left out: {BESIDE}.")
        if not {"header", "episodes"} <= {part for _file, part in self.counts}:
            raise UnreadableSource(
                f"{path.name}: no episodes and header of an SSDA903 return in it. Give the "
                "folder with episodes.csv and header.csv, or the XML file."
            )
        self._tell_files()

    def _take(self, row: Row) -> None:
        if row.part == "header" and (header := self.rows.header(row)):
            born = header.born_on.isoformat() if header.born_on else None
            self.headers.append(
                (header.child_id, row.file, row.line, born, header.sex, "|".join(header.groups))
            )
        elif row.part == "episodes" and (episode := self.rows.episode(row)):
            if limits().leave_short_breaks_out and episode.ls in SHORT_BREAKS:
                self.left_out[row.file] = self.left_out.get(row.file, 0) + 1
                return
            self.episodes.append((row.values["CHILD"], *_as_stored(episode)))
        if len(self.headers) + len(self.episodes) >= EVERY:
            self._flush()

    def _flush(self) -> None:
        db = self.stage.db
        db.executemany("INSERT INTO header VALUES (?,?,?,?,?,?)", self.headers)
        db.executemany("INSERT INTO episodes VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", self.episodes)
        self.headers.clear()
        self.episodes.clear()

    def _tell_files(self) -> None:
        for (file, part), rows_read in self.counts.items():
            if part in NOT_CARRIED:
                left_out = self.left_out.get(file, 0)
                why = "short breaks (V3, V4) are left out" if left_out else ""
                self.stage.source_file(file, part, rows_read, left_out, why)
                self._note("columns-not-carried", file, NOT_CARRIED[part])
                continue
            why = (
                f"not needed for the record: {UNUSED[part][1]}" if part in UNUSED
                else "not a part of the return that is known"
            )  # fmt: skip
            self.stage.source_file(file, part, rows_read, rows_read, why)
            self._note("file-not-used", file, f"{rows_read} rows left out, {why}.")

    def _note(self, code: str, file: str, problem: str) -> None:
        self.stage.finding(Finding(NOTED, code, file, None, "", "", problem, "Nothing to do."))


def _refuse_children_twice(stage: StageWriter) -> None:
    twice = stage.db.execute(
        "SELECT h.rowid, h.child, h.file, h.line, e.line FROM header h JOIN header e "
        "ON e.child = h.child AND e.rowid = (SELECT min(rowid) FROM header WHERE child = h.child) "
        "WHERE h.rowid > e.rowid ORDER BY h.rowid"
    ).fetchall()
    for rowid, child, file, line, first in twice:
        stage.finding(
            Finding(REFUSED, "child-twice", file, line, "CHILD", child,
                    f"This child stands in row {first} of the header already.",
                    "Keep one of the two rows.", child)
        )  # fmt: skip
        stage.db.execute("DELETE FROM header WHERE rowid = ?", (rowid,))


def _refuse_children_without_header(stage: StageWriter) -> None:
    """A child whose header row was refused is held back, not missing."""
    stage.flush()
    rows = stage.db.execute(
        "SELECT rowid, child, file, line FROM episodes WHERE child NOT IN "
        "(SELECT child FROM header) AND NOT EXISTS (SELECT 1 FROM findings f "
        "WHERE f.child_id = child AND f.level = 'refused' AND f.file IN "
        "(SELECT file FROM source_files WHERE table_name = 'header')) ORDER BY rowid"
    )
    for rowid, child, file, line in rows.fetchall():
        stage.finding(
            Finding(REFUSED, "child-missing-from-header", file, line, "CHILD", child,
                    "This child is missing from the header.",
                    "Add the child to the header, or correct the id here.", child)
        )  # fmt: skip
        stage.db.execute("DELETE FROM episodes WHERE rowid = ?", (rowid,))


class _Children:
    """The second pass: child by child, overlaps refused, the rest derived or held back."""

    def __init__(self, stage: StageWriter, secret: bytes) -> None:
        self.stage, self.secret = stage, secret

    def stage_all(self) -> None:
        self.stage.flush()
        headers = self.stage.db.execute(
            "SELECT child, file, line, born, sex, ethnic FROM header ORDER BY rowid"
        )
        for child, file, line, born, sex, ethnic in headers:
            born_on = date.fromisoformat(born) if born else None
            groups = [ethnic] if ethnic else []
            self._stage_child(Header(child, file, line, born_on, sex, groups))
        rest = self.stage.db.execute(
            "SELECT child, file, line FROM episodes WHERE child NOT IN (SELECT child FROM header)"
        )
        for child, file, line in rest.fetchall():
            self.stage.hold(file, line, child)

    def _stage_child(self, header: Header) -> None:
        child = header.child_id
        episodes = list(self._episodes_of(child))
        refused = self._refuse_overlaps(child, episodes)
        if refused or self.stage.is_held(child):
            self.stage.hold(header.file, header.line, child)
            for episode in episodes:
                if episode not in refused:
                    self.stage.hold(episode.file, episode.line, child)
            return
        values = {
            "child_id": child,
            "born_on": header.born_on,
            "born_precision": "day" if header.born_on else "",
            "sex": header.sex,
            "groups": header.groups,
        }
        self.stage.add("children", values, header.file, header.line)
        if episodes:
            self._stage_derived(child, episodes)
        for odd in oddities(episodes, header.born_on):
            self._warn(child, odd.episode, odd.code, odd.column, odd.problem, odd.way_out)

    def _episodes_of(self, child: str) -> Iterator[Episode]:
        rows = self.stage.db.execute(
            "SELECT file, line, started, ended, rne, ls, cin, place, provider, rec, reason, "
            "pl_post, urn FROM episodes WHERE child = ? "
            "ORDER BY started, coalesce(ended, '9999'), rowid",
            (child,),
        )
        return (_as_episode(row) for row in rows)

    def _refuse_overlaps(self, child: str, episodes: Sequence[Episode]) -> set[Episode]:
        refused: set[Episode] = set()
        latest: Episode | None = None  # of those before, the one that ends last
        for episode in episodes:
            if latest is not None and _runs_into(latest, episode):
                until = (
                    f"runs until {latest.ended_on:%d/%m/%Y}" if latest.ended_on else "has no end"
                )
                self.stage.finding(
                    Finding(REFUSED, "overlap", episode.file, episode.line, "DECOM",
                            f"{episode.started_on:%d/%m/%Y}",
                            f"It starts before the episode of row {latest.line} has ended, "
                            f"which {until}.",
                            "Correct one of the dates: a child has one episode at a time.", child)
                )  # fmt: skip
                refused.add(episode)
            if latest is None or _ends_later(episode, latest):
                latest = episode
        return refused

    def _stage_derived(self, child: str, episodes: Sequence[Episode]) -> None:
        for table, values, episode in derive_rows(child, episodes, self.secret):
            if table == "homes" and not self._is_first(values["home_id"]):
                continue
            if episode is None:
                self.stage.add(table, values)
            else:
                self.stage.add(table, values, episode.file, episode.line)

    def _is_first(self, home_id: str) -> bool:
        added = self.stage.db.execute("INSERT OR IGNORE INTO homes_seen VALUES (?)", (home_id,))
        return added.rowcount == 1

    def _warn(
        self, child: str, episode: Episode, code: str, column: str, problem: str, way_out: str
    ) -> None:
        value = {
            "RNE": episode.rne, "REC": episode.rec, "PLACE": episode.place, "LS": episode.ls,
            "REASON_PLACE_CHANGE": episode.reason, "DECOM": f"{episode.started_on:%d/%m/%Y}",
        }[column]  # fmt: skip
        self.stage.finding(
            Finding(WARNED, code, episode.file, episode.line, column, value, problem, way_out,
                    child)
        )  # fmt: skip


def _runs_into(earlier: Episode, episode: Episode) -> bool:
    return earlier.ended_on is None or episode.started_on < earlier.ended_on


def _ends_later(episode: Episode, other: Episode) -> bool:
    if other.ended_on is None:
        return False
    return episode.ended_on is None or episode.ended_on >= other.ended_on


def _as_stored(episode: Episode) -> tuple[object, ...]:
    return (
        episode.file, episode.line, episode.started_on.isoformat(),
        episode.ended_on.isoformat() if episode.ended_on else None,
        episode.rne, episode.ls, episode.cin, episode.place, episode.provider, episode.rec,
        episode.reason, episode.pl_post, episode.urn,
    )  # fmt: skip


def _as_episode(row: sqlite3.Row | tuple[str, ...]) -> Episode:
    file, line, started, ended, *rest = row
    return Episode(
        file, int(line), date.fromisoformat(started),
        date.fromisoformat(ended) if ended else None, *rest,
    )  # fmt: skip
