"""Read a return, CSV or XML, into a stage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.findings import NOTED, REFUSED, WARNED, Finding
from basehaven.exchange.safe import csv_rows, files_in
from basehaven.exchange.ssda903.codes import codes
from basehaven.exchange.ssda903.derive import Episode, derive
from basehaven.exchange.ssda903.xml import xml_rows
from basehaven.exchange.stage import StageWriter

EPISODE_COLUMNS = (
    "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN"
).split()
HEADER_COLUMNS = "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB".split()
NEEDED = {"episodes": {"CHILD", "DECOM", "RNE", "PLACE", "DEC", "REC"}, "header": {"CHILD", "DOB"}}
UNUSED = {
    "reviews": ("REVIEW_CODE", "reviews of the plan"),
    "oc2": ("SDQ_SCORE", "health and conviction outcomes"),
    "oc3": ("IN_TOUCH", "young people after care"),
    "uasc": ("DUC", "asylum-seeking children"),
    "ad1": ("DATE_MATCH", "adoption details"),
    "placed_for_adoption": ("DATE_PLACED", "dates of adoption placements"),
    "previous_permanence": ("PREV_PERM", "earlier permanence"),
    "missing": ("MIS_START", "times when a child was missing"),
    "social_worker": ("SW_DECOM", "social workers"),
}
SEXES = {"1": "m", "2": "f", "M": "m", "F": "f", "U": "x", "": ""}
SPELLING = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
CODED = ("RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "REC", "REASON_PLACE_CHANGE")
MUST_HAVE_CODE = ("RNE", "PLACE")

Row = Mapping[str, str]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Read:
    """One row as it stands: which part of the return, where, and its values."""

    part: str  # header | episodes | the name of an unused part
    file: str
    line: int
    values: Row
    unreadable: str = ""  # why, when the row itself is broken


def stage_return(path: Path, stage: StageWriter, progress: Progress | None = None) -> None:
    """Stage a whole return.

    Args:
        path: a folder of CSV files, one CSV file's folder, or the XML file.
        stage: an open stage; its ``source_id`` names the return in every year.
        progress: called with the number of rows read so far.

    Raises:
        UnreadableSource: no episodes and header in it, or not safe to read.
    """
    db = stage.db
    db.executescript(
        "CREATE TEMP TABLE header (child TEXT, line INTEGER, file TEXT, sex TEXT, dob TEXT,"
        " ethnic TEXT);"
        "CREATE TEMP TABLE episodes (child TEXT, line INTEGER, file TEXT, started TEXT,"
        " ended TEXT, rne TEXT, ls TEXT, cin TEXT, place TEXT, provider TEXT, rec TEXT,"
        " reason TEXT, pl_post TEXT, urn TEXT);"
        "CREATE TEMP TABLE bad (child TEXT PRIMARY KEY);"
    )
    _read_parts(path, stage, progress)
    db.execute("CREATE INDEX temp.header_child ON header (child)")
    db.execute("CREATE INDEX temp.episodes_child ON episodes (child, started)")
    _refuse_headers_twice(stage)
    _refuse_children_without_header(stage)
    _derive_children(stage)


def _read_parts(path: Path, stage: StageWriter, progress: Progress | None) -> None:
    db = stage.db
    counts: dict[tuple[str, str], int] = {}
    rows = _csv_parts(path) if path.is_dir() else xml_rows(path)
    headers: list[tuple[object, ...]] = []
    episodes: list[tuple[object, ...]] = []
    read = 0
    for part, file, line, values, unreadable in rows:
        row = Read(part, file, line, values, unreadable)
        if line or (file, part) not in counts:
            counts[file, part] = counts.get((file, part), 0) + (1 if line else 0)
        read += 1
        if progress and read % 5_000 == 0:
            progress(read)
        if not line:
            continue
        if part == "header" and (header := _header(stage, row)):
            headers.append(header)
        elif part == "episodes" and (episode := _episode(stage, row)):
            episodes.append(episode)
        if len(headers) + len(episodes) >= 5_000:
            _keep(db, headers, episodes)
    _keep(db, headers, episodes)
    if not {"header", "episodes"} <= {part for _, part in counts}:
        raise UnreadableSource(
            f"{path.name}: no episodes and header of an SSDA903 return in it. Give the folder "
            "with episodes.csv and header.csv, or the XML file."
        )
    for (file, part), rows_read in counts.items():
        if part in ("header", "episodes"):
            stage.source_file(file, part, rows_read)
            continue
        why = f"not needed for the record: {UNUSED[part][1]}" if part in UNUSED else "not known"
        stage.source_file(file, part, rows_read, rows_read, why)
        stage.finding(
            Finding(
                NOTED, "file-not-used", file, None, "", "",
                f"{rows_read} rows left out, {why}.", "Nothing to do."
            )
        )  # fmt: skip


def _keep(
    db: object, headers: list[tuple[object, ...]], episodes: list[tuple[object, ...]]
) -> None:
    db.executemany("INSERT INTO header VALUES (?,?,?,?,?,?)", headers)  # type: ignore[attr-defined]
    db.executemany(  # type: ignore[attr-defined]
        "INSERT INTO episodes VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", episodes
    )
    headers.clear()
    episodes.clear()


def _csv_parts(folder: Path) -> Iterator[tuple[str, str, int, Row, str]]:
    for path in files_in(folder, ".csv"):
        part = ""
        columns: list[str] = []
        for line, cells in csv_rows(path):
            if not part:
                columns = [cell.strip().upper() for cell in cells]
                part = _part_of(columns)
                yield part, path.name, 0, {}, ""
                continue
            if len(cells) != len(columns):
                values = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
                why = f"{len(cells)} columns where the heading has {len(columns)}"
                yield part, path.name, line, values, why
                continue
            values = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
            yield part, path.name, line, values, ""


def _part_of(columns: list[str]) -> str:
    """Which part of the return a file is, told by its columns, not its name."""
    have = set(columns)
    for part, (telling, _label) in UNUSED.items():
        if telling in have:
            return part
    if {"DECOM", "RNE"} <= have:
        return "episodes"
    if {"DOB", "ETHNIC"} <= have or {"DOB", "UPN"} <= have:
        return "header"
    return "unknown"


def _refuse(stage: StageWriter, row: Read, code: str, column: str, problem: str, out: str) -> None:
    child = row.values.get("CHILD", "")
    value = row.values.get(column, "") if column else ""
    stage.finding(Finding(REFUSED, code, row.file, row.line, column, value, problem, out, child))
    if child:
        stage.db.execute("INSERT OR IGNORE INTO bad VALUES (?)", (child,))


def _header(stage: StageWriter, row: Read) -> tuple[object, ...] | None:
    if not _readable(stage, row):
        return None
    values = row.values
    good = True
    if values.get("SEX", "").upper() not in SEXES:
        _refuse(stage, row, "unknown-code", "SEX", "Not a code of this column.",
                "Write 1 or 2 (to 2024), or M, F or U.")  # fmt: skip
        good = False
    born, possible = _date(stage, row, "DOB")
    if not good or not possible:
        return None
    if born is None:
        stage.finding(
            Finding(WARNED, "no-birth-date", row.file, row.line, "DOB", "",
                    "No birth date.", "Add it: ages are not shown without one.", values["CHILD"])
        )  # fmt: skip
    sex = SEXES[values.get("SEX", "").upper()]
    born_on = born.isoformat() if born else None
    return (values["CHILD"], row.line, row.file, sex, born_on, values.get("ETHNIC", ""))


def _readable(stage: StageWriter, row: Read) -> bool:
    if row.unreadable:
        _refuse(stage, row, "unreadable-row", "", f"The row has {row.unreadable}.",
                "Compare it with the rows around it: often a comma stands inside a value.")  # fmt: skip
        return False
    if not row.values.get("CHILD"):
        _refuse(stage, row, "no-child", "CHILD", "No child's id stands here.",
                "Write the id that the header has, or remove the row.")  # fmt: skip
        return False
    return True


def _date(stage: StageWriter, row: Read, column: str) -> tuple[date | None, bool]:
    """A day written dd/mm/yyyy, or None; and whether it is possible."""
    text = row.values.get(column, "")
    if not text:
        return None, True
    if SPELLING.fullmatch(text):
        try:
            return datetime.strptime(text, "%d/%m/%Y").date(), True
        except ValueError:
            pass
    _refuse(stage, row, "impossible-date", column, "Not a day of the calendar.",
            "Write it as dd/mm/yyyy, for example 31/03/2024.")  # fmt: skip
    return None, False


def _episode(stage: StageWriter, row: Read) -> tuple[object, ...] | None:
    if not _readable(stage, row):
        return None
    good = True
    for column in CODED:
        code = row.values.get(column, "").upper()
        if (code and code not in codes(column)) or (not code and column in MUST_HAVE_CODE):
            _refuse(stage, row, "unknown-code", column,
                    "Not a code of this column." if code else "A code is needed here.",
                    f"Known codes: {', '.join(codes(column))}.")  # fmt: skip
            good = False
    started, start_possible = _date(stage, row, "DECOM")
    ended, end_possible = _date(stage, row, "DEC")
    good = good and start_possible and end_possible
    if start_possible and started is None:
        _refuse(stage, row, "impossible-date", "DECOM", "An episode needs its first day.",
                "Write it as dd/mm/yyyy.")  # fmt: skip
        good = False
    if started and ended and ended < started:
        _refuse(stage, row, "impossible-date", "DEC",
                f"It ends before it starts ({row.values['DECOM']}).",
                "Check both dates.")  # fmt: skip
        good = False
    if not good or started is None:
        return None
    value = {name: row.values.get(name, "").upper() for name in EPISODE_COLUMNS}
    return (
        row.values["CHILD"], row.line, row.file, started.isoformat(),
        ended.isoformat() if ended else None, value["RNE"], value["LS"], value["CIN"],
        value["PLACE"], value["PLACE_PROVIDER"], value["REC"], value["REASON_PLACE_CHANGE"],
        value["PL_POST"], value["URN"],
    )  # fmt: skip


def _refuse_headers_twice(stage: StageWriter) -> None:
    twice = stage.db.execute(
        "SELECT child, line, file FROM header h WHERE EXISTS (SELECT 1 FROM header e "
        "WHERE e.child = h.child AND e.rowid < h.rowid) ORDER BY rowid"
    ).fetchall()
    for child, line, file in twice:
        row = Read("header", file, line, {"CHILD": child})
        _refuse(stage, row, "child-twice", "CHILD", "This child stands in the header twice.",
                "Keep one of the two rows.")  # fmt: skip
        stage.db.execute("DELETE FROM header WHERE file = ? AND line = ?", (file, line))


def _refuse_children_without_header(stage: StageWriter) -> None:
    rows = stage.db.execute(
        "SELECT child, line, file FROM episodes WHERE child NOT IN (SELECT child FROM header) "
        "AND child NOT IN (SELECT child FROM bad) ORDER BY rowid"
    ).fetchall()
    for child, line, file in rows:
        row = Read("episodes", file, line, {"CHILD": child})
        _refuse(stage, row, "child-missing-from-header", "CHILD",
                "This child is missing from the header.",
                "Add the child to header.csv, or correct the id here.")  # fmt: skip


def _derive_children(stage: StageWriter) -> None:
    """Child by child: overlaps refused, the rest derived or held back whole."""
    stage.flush()
    children = stage.db.execute(
        "SELECT h.child, h.line, h.file, h.sex, h.dob, h.ethnic, b.child IS NOT NULL "
        "FROM header h LEFT JOIN bad b ON b.child = h.child ORDER BY h.rowid"
    )
    for child, line, file, sex, born_on, ethnic, is_bad in children:
        rows = stage.db.execute(
            "SELECT file, line, started, ended, rne, ls, cin, place, provider, rec, reason, "
            "pl_post, urn FROM episodes WHERE child = ? "
            "ORDER BY started, coalesce(ended, '9999'), line",
            (child,),
        ).fetchall()
        episodes = [_as_episode(row[1:]) for row in rows]
        in_file = rows[0][0] if rows else ""
        overlaps = _refuse_overlaps(stage, child, in_file, episodes)
        if is_bad or overlaps:
            stage.hold(file, line, child)
            for episode in episodes:
                if episode.line not in overlaps:
                    stage.hold(in_file, episode.line, child)
            continue
        stage.add(
            "children",
            {
                "child_id": child,
                "born_on": born_on,
                "born_precision": "day" if born_on else "",
                "sex": sex,
                "groups": [ethnic] if ethnic else [],
            },
            file,
            line,
        )
        _stage_derived(stage, child, born_on, in_file, episodes)
    for child, line, file in stage.db.execute(
        "SELECT child, line, file FROM episodes WHERE child IN (SELECT child FROM bad) "
        "AND child NOT IN (SELECT child FROM header)"
    ).fetchall():
        stage.hold(file, line, child)


def _as_episode(row: tuple[str, ...]) -> Episode:
    line, started, ended, *rest = row
    return Episode(
        int(line), date.fromisoformat(started), date.fromisoformat(ended) if ended else None, *rest
    )


def _refuse_overlaps(
    stage: StageWriter, child: str, file: str, episodes: list[Episode]
) -> set[int]:
    refused: set[int] = set()
    latest: Episode | None = None  # of those before, the one that ends last
    for episode in episodes:
        if latest is not None and (latest.ended_on is None or episode.started_on < latest.ended_on):
            until = f"until {latest.ended_on:%d/%m/%Y}" if latest.ended_on else "without an end"
            row = Read("episodes", file, episode.line, {
                "CHILD": child, "DECOM": f"{episode.started_on:%d/%m/%Y}"})  # fmt: skip
            _refuse(stage, row, "overlap", "DECOM",
                    f"It starts inside the episode of row {latest.line}, which runs {until}.",
                    "Correct one of the dates: a child has one episode at a time.")  # fmt: skip
            refused.add(episode.line)
        if latest is None or (
            latest.ended_on is not None
            and (episode.ended_on is None or episode.ended_on >= latest.ended_on)
        ):
            latest = episode
    return refused


def _stage_derived(
    stage: StageWriter, child: str, born_on: str | None, file: str, episodes: list[Episode]
) -> None:
    if not episodes:
        return
    derived = derive(child, episodes)
    for table, values, line in derived.rows:
        if table == "homes" and not _first_time(stage, values["home_id"]):
            continue
        stage.add(table, values, file if line else "", line)
    for episode, code, column, problem, way_out in derived.odd:
        value = {"RNE": episode.rne, "REC": episode.rec, "PLACE": episode.place}[column]
        stage.finding(
            Finding(WARNED, code, file, episode.line, column, value, problem, way_out, child)
        )
    if born_on and episodes[0].started_on.isoformat() < born_on:
        stage.finding(
            Finding(WARNED, "in-care-before-birth", file, episodes[0].line, "DECOM",
                    f"{episodes[0].started_on:%d/%m/%Y}",
                    "The episode starts before the child's birth date.",
                    "Check DOB in the header and DECOM here.", child)
        )  # fmt: skip


def _first_time(stage: StageWriter, home_id: str) -> bool:
    stage.db.execute("CREATE TEMP TABLE IF NOT EXISTS homes_seen (id TEXT PRIMARY KEY)")
    added = stage.db.execute("INSERT OR IGNORE INTO homes_seen VALUES (?)", (home_id,))
    return added.rowcount == 1
