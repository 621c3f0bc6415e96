"""One door for every format: a path in, a finished stage out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.safe import unpack
from basehaven.exchange.ssda903.read import stage_return
from basehaven.exchange.stage import Staged, StageWriter
from basehaven.exchange.tables.read import stage_tables


def stage_path(
    path: Path,
    *,
    format: str,  # noqa: A002 - the word of the command line
    source_id: str,
    into: Path,
    progress: Callable[[int], None] | None = None,
    secret: bytes = b"",
) -> Staged:
    """Read and check a source.

    Args:
        path: a folder, a zip of its files, or (``ssda903``) the XML file.
        format: ``ssda903`` or ``tables``.
        source_id: names the source in every year; used where rows have none.
        into: where the stage goes.
        progress: called with the number of rows read so far.
        secret: of this installation, the same every time; with it, ids of homes
            in an ``ssda903`` stage cannot be traced back to a postcode.

    Raises:
        UnreadableSource: nothing readable there, or not safe to read.
    """
    if not path.exists():
        raise UnreadableSource(f"{path}: nothing is there. Check the path.")
    with tempfile.TemporaryDirectory(prefix="basehaven-") as unpacked:
        if path.suffix.lower() == ".zip":
            unpack(path, Path(unpacked))
            path = _inside(Path(unpacked))
        into.parent.mkdir(parents=True, exist_ok=True)
        with StageWriter(into, format=format, source_id=source_id) as stage:
            if format == "ssda903":
                stage_return(path, stage, progress, secret=secret)
            elif path.is_dir():
                stage_tables(path, stage, progress)
            else:
                raise UnreadableSource(f"{path.name}: give the folder that holds the tables.")
            return stage.finish()


def _inside(folder: Path) -> Path:
    """A lone XML file in an archive is the return itself."""
    files = list(folder.iterdir())
    return files[0] if len(files) == 1 and files[0].suffix.lower() == ".xml" else folder
