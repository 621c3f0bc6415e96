"""Which snapshot figures are published from: whose, of which day, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from basehaven.apps.intake.actions.snapshot_make import ABOUT
from basehaven.core.errors import NotPossible, UnreadableSource


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole snapshot.

    Attributes:
        folder: of its tables.
        as_of: the day on which it was made.
        digest: SHA-256 over the digests of its files, as hexadecimal digits.
    """

    folder: Path
    as_of: date
    digest: str


def read_about(folder: Path) -> Snapshot:
    """What a snapshot says of itself.

    Raises:
        UnreadableSource: no snapshot, or not whole.
    """
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        as_of = datetime.fromisoformat(about["made_at"]).astimezone().date()
        rows = dict(about["rows"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableSource(
            f"{folder} is no whole snapshot: its {ABOUT} is missing or cannot be read. Make one: "
            "basehaven snapshot DIR"
        ) from error
    found = {path.stem: _rows_in(path) for path in sorted(folder.glob("*.parquet"))}
    if lost := sorted(rows.keys() - found.keys()):
        raise UnreadableSource(
            f"{folder}: {', '.join(lost)} of the snapshot are gone. Make a new one."
        )
    if other := sorted(name for name in found if found[name] != rows.get(name)):
        raise UnreadableSource(
            f"{folder}: {', '.join(other)} are not as {ABOUT} says: not of this snapshot, or with "
            "more or fewer rows. Make a new one."
        )
    return Snapshot(folder, as_of, _digest(folder))


def _rows_in(path: Path) -> int | None:
    """As its own end says, without reading the rows; None when it is no whole table."""
    try:
        return int(pq.read_metadata(path).num_rows)
    except (OSError, pa.ArrowException):
        return None


def _digest(folder: Path) -> str:
    files = [folder / ABOUT, *sorted(folder.glob("*.parquet"))]
    lines = []
    for path in files:
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def refuse_another(found: AbstractSet[str], slug: str) -> None:
    """Refuse the snapshot of another agency: what is published cannot be taken back.

    Raises:
        NotPossible: it is of another agency, or of nobody.
    """
    if found != {slug}:
        whose = f"of '{', '.join(sorted(found))}'" if found else "without children"
        raise NotPossible(
            f"This snapshot is {whose}, and the figures would be published as those of '{slug}'. "
            "Name its own agency with --agency, or another snapshot."
        )
