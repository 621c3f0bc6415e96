"""A snapshot: taken by whoever may take the whole record, and recorded as that."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.utils import timezone

from basehaven import __version__
from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import write_look
from basehaven.apps.intake.exporting.folder import one_moment
from basehaven.apps.intake.snapshot.columns import DECIDED, columns_of_snapshot
from basehaven.apps.intake.snapshot.people import People
from basehaven.apps.intake.snapshot.pseudonyms import Pseudonyms, snapshot_key
from basehaven.apps.intake.snapshot.table import SnapshotTable
from basehaven.apps.record.models import today
from basehaven.core.errors import NotAllowed, NotPossible

ABOUT = "snapshot.json"  # written last: a folder without it is not whole
SORTING = "128MB"  # for one table after the other, while a snapshot is made


def snapshot_make(
    *, by: Actor, folder: Path, say: Callable[[str], None] | None = None
) -> dict[str, int]:
    """Write the whole record of an agency without names, having recorded who took it.

    Args:
        by: an operator at the command line. Who signs in sees some children only,
            and a snapshot of some would be taken for all.
        folder: new or empty; nobody else on this computer may open it.
        say: told which table is being written.

    Returns:
        Rows by table.

    Raises:
        NotAllowed: asked by somebody who signs in.
        NotPossible: there is something in the folder already.
    """
    if by.user is not None:
        raise NotAllowed("A snapshot has every child of the agency: make it at the command line.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotPossible(
            f"{folder} is not an empty folder. Name a new one, so that two days are not mixed up."
        )
    pseudonyms = Pseudonyms(by.agency, snapshot_key())
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    write_look(by=by, action="snapshot_make", grounds="open tables without names", how="snapshot")
    try:
        written = _write(by, folder, pseudonyms, say)
    except BaseException:
        for path in folder.iterdir():
            path.unlink()
        raise
    return written


def _write(
    by: Actor, folder: Path, pseudonyms: Pseudonyms, say: Callable[[str], None] | None
) -> dict[str, int]:
    written: dict[str, int] = {}
    _count_rows_anew()
    with one_moment():
        _sort_in_memory()
        people = People(by, pseudonyms)
        for name in DECIDED:
            if say:
                say(name)
            path = folder / f"{name}.parquet"
            path.touch(mode=0o600)
            rows = SnapshotTable(name, by, people, pseudonyms).write(path)
            if rows:
                written[name] = rows
            else:
                path.unlink()
    about = {
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "made_by": f"basehaven {__version__}",
        "rows": written,
        "columns": {name: [c.name for c in columns_of_snapshot(name)] for name in written},
    }
    path = folder / ABOUT
    path.touch(mode=0o600)
    path.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    return written


def _count_rows_anew() -> None:
    """PostgreSQL takes a table for empty until it was told; then one of a million is read for ever.

    SQLite is told at the end of an import.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _sort_in_memory() -> None:
    """Every table is put in order once; PostgreSQL's usual 4 MB would send a large one to disk."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL work_mem = '{SORTING}'")


def snapshot_nightly(
    *, by: Actor, parent: Path, keep: int, say: Callable[[str], None] | None = None
) -> tuple[Path, dict[str, int]]:
    """Today's snapshot in a folder of its own, and the oldest removed.

    Run twice on one day, the second finds the first and does nothing; what a
    power cut left unfinished is made anew.

    Args:
        by: as for :func:`snapshot_make`.
        parent: holds one folder for each day.
        keep: how many whole ones stay, today's among them.
        say: told which table is being written.

    Returns:
        Today's folder and its rows by table.
    """
    folder = parent / today().isoformat()
    if (folder / ABOUT).exists():
        return folder, json.loads((folder / ABOUT).read_text(encoding="utf-8"))["rows"]
    if folder.exists():
        shutil.rmtree(folder)
    written = snapshot_make(by=by, folder=folder, say=say)
    whole = sorted(path.parent for path in parent.glob(f"????-??-??/{ABOUT}"))
    for old in whole[:-keep]:
        shutil.rmtree(old)
    return folder, written
