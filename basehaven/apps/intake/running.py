"""Whether a process works on a run, and how far it is: files beside the run's own.

A lock on a file ends with the process that holds it, however that process
ends; a row in the database would still say "running" after a power cut. And
progress is not written to the database, which another transaction may hold.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from basehaven.core.errors import NotPossible

EVERY = 0.4  # seconds between two writes of progress


def private_folder(path: Path) -> Path:
    """A folder that nobody else on this computer may open."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


@contextmanager
def held(folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Work on a run, alone.

    Raises:
        NotPossible: somebody does already, and ``wait`` is not said.
    """
    private_folder(folder)
    handle = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise NotPossible("This is being worked on already. Wait until it is done.") from error
        yield
    finally:
        os.close(handle)


def is_held(folder: Path) -> bool:
    try:
        handle = os.open(folder / "lock", os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


class Progress:
    """How far a run is, for whoever watches the page."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "progress.json"
        self._last = 0.0

    def rows(self, read: int) -> None:
        self._write({"step": "reading", "rows": read})

    def step(self, step: str, table: str = "") -> None:
        self._write({"step": step, "table": table}, now=True)

    def _write(self, values: dict[str, Any], *, now: bool = False) -> None:
        if not now and time.monotonic() - self._last < EVERY:
            return
        self._last = time.monotonic()
        unfinished = self._path.with_suffix(".new")
        unfinished.write_text(json.dumps(values))
        unfinished.replace(self._path)


def progress_of(folder: Path) -> dict[str, Any]:
    try:
        values = json.loads((folder / "progress.json").read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}
