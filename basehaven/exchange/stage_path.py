"""One door for every format: a path in, a finished stage out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from basehaven.core.errors import NotPossible, UnreadableSource
from basehaven.exchange.afcars2020.read import stage_afcars2020
from basehaven.exchange.detect import refuse_another_format
from basehaven.exchange.findings import NOTED, Finding
from basehaven.exchange.rejects import FINDINGS, are_rejects
from basehaven.exchange.safe import unpack, what_is_meant
from basehaven.exchange.ssda903.read import stage_return
from basehaven.exchange.stage import Staged, StageWriter
from basehaven.exchange.tables.parse import Unfit, parse, parse_id
from basehaven.exchange.tables.read import stage_tables
from basehaven.exchange.tables.schema import Column

FORMATS = ("ssda903", "tables", "afcars2020")
XML_TOO = ("ssda903", "afcars2020")  # formats that one XML file may be
WANTED = {
    "ssda903": "the folder with episodes.csv and header.csv, a zip of it, or the XML file",
    "tables": "the folder that holds the tables, or a zip of it",
    "afcars2020": "the XML file of a half-year, or a folder or zip of several",
}
SOURCE_LENGTH = 100  # characters


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
        path: a folder, a zip of its files, or (``ssda903``, ``afcars2020``) the XML file.
        format: ``ssda903``, ``afcars2020`` or ``tables``.
        source_id: names the source in every year; used where rows have none.
        into: where the stage goes.
        progress: called with the number of rows read so far.
        secret: of the agency, the same every time; with it, ids of homes in an
            ``ssda903`` stage cannot be traced back to a postcode.

    Raises:
        UnreadableSource: nothing readable there, or not safe to read.
        NotPossible: no such format, or a source that cannot be called so.
    """
    if not path.exists():
        raise UnreadableSource(f"{path}: nothing is there. Check the path.")
    _check_names(format, source_id)
    with tempfile.TemporaryDirectory(prefix="basehaven-") as unpacked:
        if path.suffix.lower() == ".zip":
            unpack(path, Path(unpacked))
            path = Path(unpacked)
        path = what_is_meant(path)
        refuse_another_format(path, format)
        _check_kind(path, format)
        into.parent.mkdir(parents=True, exist_ok=True)
        with StageWriter(into, format=format, source_id=source_id) as stage:
            if format == "ssda903":
                stage_return(path, stage, progress, secret=secret)
            elif format == "afcars2020":
                stage_afcars2020(path, stage, progress)
            else:
                stage_tables(path, stage, progress)
            if path.is_dir() and are_rejects(path):
                _say_that_it_is_a_part(stage)
            return stage.finish()


def _say_that_it_is_a_part(stage: StageWriter) -> None:
    """Mended rejects hold some of the source's children: nobody else has gone from it."""
    stage.about("part", "yes")
    stage.finding(
        Finding(
            NOTED, "part-of-its-source", FINDINGS, None, "", "",
            "This is what an earlier import refused, so whoever is not in it is not missed.",
            f"To bring in a whole source, take {FINDINGS} out of the folder.",
        )
    )  # fmt: skip


def _check_names(kind: str, source_id: str) -> None:
    if kind not in FORMATS:
        raise NotPossible(
            f"'{kind}' is not a format. Choose {' or '.join(FORMATS)}.", field="format"
        )
    column = Column("source_id", required=True, length=SOURCE_LENGTH)
    try:
        parse_id(column, parse(column, source_id))
    except Unfit as unfit:
        raise NotPossible(
            f"'{source_id}' cannot name a source: {unfit} {unfit.way_out}", field="source_id"
        ) from None


def _check_kind(path: Path, kind: str) -> None:
    if path.is_dir() or (kind in XML_TOO and path.suffix.lower() == ".xml"):
        return
    raise UnreadableSource(f"{path.name}: give {WANTED[kind]}.")
