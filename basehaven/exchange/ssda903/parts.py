"""Rows of a return as they stand, told by part: header, episodes, and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.safe import csv_rows, files_in

EPISODE_COLUMNS = [
    "CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC",
    "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN",
]  # fmt: skip
WORKER_COLUMNS = ["CHILD", "SW_ID", "SW_DECOM", "SW_DEC"]  # of a social worker, from 2023/24
HEADER_COLUMNS = ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"]
NEEDED = {
    "episodes": ("CHILD", "DECOM", "RNE", "LS", "PLACE", "DEC", "REC"),
    "header": ("CHILD", "SEX", "DOB"),
}
UNUSED = {  # part: (a column that tells it, what it is about)
    "reviews": ("REVIEW_CODE", "reviews of the plan"),
    "oc2": ("SDQ_SCORE", "health and convictions"),
    "oc3": ("IN_TOUCH", "young people after care"),
    "uasc": ("DUC", "children who came alone to ask for asylum"),
    "ad1": ("DATE_MATCH", "details of adoptions"),
    "placed_for_adoption": ("DATE_PLACED", "decisions to place for adoption"),
    "previous_permanence": ("PREV_PERM", "adoptions and orders before care"),
    "missing": ("MIS_START", "days when a child was missing"),
    "social_worker": ("SW_DECOM", "social workers"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands.

    Attributes:
        part: ``header``, ``episodes``, one of ``UNUSED``, or ``unknown``.
        file: its file; for XML with the name of the element.
        line: the row in the file; for XML which of these elements it is; 0
            stands for the file itself, so that one without rows is known too.
        values: by column.
        unreadable: why the row itself is broken, or empty.
    """

    part: str
    file: str
    line: int
    values: Mapping[str, str]
    unreadable: str = ""


def csv_parts(folder: Path) -> Iterator[Row]:
    """Every row of every CSV file of a folder.

    Raises:
        UnreadableSource: a file is not what it says, or lacks a column.
    """
    for path in files_in(folder, ".csv"):
        rows = csv_rows(path)
        _line, heading = next(rows, (1, []))
        columns = [cell.strip().upper() for cell in heading]
        part = _part_of(columns)
        _check_columns(path, part, columns)
        yield Row(part, path.name, 0, {})
        for line, cells in rows:
            values = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
            unreadable = (
                ""
                if len(cells) == len(columns)
                else f"{len(cells)} cells where the heading has {len(columns)}"
            )
            yield Row(part, path.name, line, values, unreadable)


def _part_of(columns: list[str]) -> str:
    """Which part of the return a file is, told by its columns, not its name."""
    have = set(columns)
    for part, (telling, _about) in UNUSED.items():
        if telling in have:
            return part
    if {"DECOM", "RNE"} <= have:
        return "episodes"
    if {"CHILD", "DOB"} <= have and have & {"ETHNIC", "UPN", "MOTHER"}:
        return "header"
    return "unknown"


def _check_columns(path: Path, part: str, columns: list[str]) -> None:
    missing = [name for name in NEEDED.get(part, ()) if name not in columns]
    if missing:
        raise UnreadableSource(
            f"{path.name}: the column {', '.join(missing)} is missing from the heading. "
            "Export the file again with the columns of the return."
        )
    twice = {name for name in columns if name and columns.count(name) > 1}
    if twice and part in NEEDED:
        raise UnreadableSource(
            f"{path.name}: the column {', '.join(sorted(twice))} stands twice. Keep one."
        )
