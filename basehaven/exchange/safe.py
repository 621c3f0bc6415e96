"""Opening files that come from outside: only what they say they are, and bounded."""

from __future__ import annotations

import csv
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TextIO

from basehaven.core.errors import UnreadableSource

FIELD_LIMIT = 100_000  # characters in one cell; more is a broken quotation mark
LINE_LIMIT = 1_000_000  # characters in one line
MAGIC = {
    b"PK\x03\x04": "a zip archive or a spreadsheet",
    b"PAR1": "a Parquet file",
    b"<": "an XML or web page file",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet",
    b"\x1f\x8b": "a gzip archive",
    b"\xff\xfe": "a file in UTF-16",
    b"\xfe\xff": "a file in UTF-16",
    b"SQLite f": "a database",
}


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much an archive may hold before it is opened.

    Our own limits: a state's yearly files fit; a bomb does not. Doubt: raise
    ``total_bytes`` if a real return is larger.
    """

    entries: int = 200
    total_bytes: int = 2 * 2**30
    ratio: int = 100  # unpacked to packed, of one entry larger than 1 MiB


def files_in(folder: Path, *endings: str) -> list[Path]:
    """The folder's own files with these endings, in order of name.

    Raises:
        UnreadableSource: a file is a link out of the folder.
    """
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in endings or path.name.startswith("."):
            continue
        if path.is_symlink():
            raise UnreadableSource(f"{path.name}: a link, not a file. Copy the file itself here.")
        if path.is_file():
            found.append(path)
    return found


def what_is_meant(path: Path) -> Path:
    """The XML file of a folder that holds no tables beside it, else the path itself."""
    if not path.is_dir() or files_in(path, ".csv", ".parquet"):
        return path
    alone = files_in(path, ".xml")
    return alone[0] if len(alone) == 1 else path


def refuse_disguise(path: Path, expected: bytes = b"") -> None:
    """Refuse a file whose first bytes are of another kind.

    Args:
        path: the file.
        expected: first bytes that it must have; empty for plain text.
    """
    with path.open("rb") as file:
        start = file.read(8)
    if expected:
        if not start.startswith(expected):
            raise UnreadableSource(f"{path.name}: not what its ending says. Save it again.")
        return
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, what in MAGIC.items():
        if start.startswith(magic):
            raise UnreadableSource(
                f"{path.name}: this is {what}, not a CSV file. Save it as CSV in UTF-8."
            )


def csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows of a CSV file with the line each starts on; the heading is line 1.

    Blank lines are passed over and still counted as lines.

    Raises:
        UnreadableSource: not UTF-8, not text, an endless line or an open
            quotation mark.
    """
    refuse_disguise(path)
    csv.field_size_limit(FIELD_LIMIT)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(_bounded_lines(file, path), strict=True)
        line = 1
        try:
            for cells in reader:
                if cells:
                    yield line, cells
                line = reader.line_num + 1
        except UnicodeDecodeError as error:
            raise UnreadableSource(
                f"{path.name}, after row {line - 1}: not in UTF-8. In the spreadsheet choose "
                "'CSV UTF-8' when saving."
            ) from error
        except csv.Error as error:
            raise UnreadableSource(
                f"{path.name}, row {line}: {error}. Look for a quotation mark that is not closed."
            ) from error


def _bounded_lines(file: TextIO, path: Path) -> Iterator[str]:
    number = 0
    while text := file.readline(LINE_LIMIT):
        number += 1
        if len(text) == LINE_LIMIT and not text.endswith(("\n", "\r")):
            raise UnreadableSource(
                f"{path.name}, row {number}: longer than {LINE_LIMIT:,} characters. "
                "That is not a row of a table; export the file again."
            )
        if "\x00" in text:
            raise UnreadableSource(f"{path.name}, row {number}: not text. Save it as CSV in UTF-8.")
        yield text


def unpack(archive: Path, into: Path, limits: ZipLimits | None = None) -> None:
    """Unpack a zip of CSV, Parquet or XML files, having looked before.

    Raises:
        UnreadableSource: too many entries, too large, packed too tightly, a
            path that leads out, or not a zip.
    """
    limits = limits or ZipLimits()
    try:
        with zipfile.ZipFile(archive) as zipped:
            entries = [entry for entry in zipped.infolist() if _is_wanted(entry)]
            _check_entries(archive, entries, limits)
            for entry in entries:
                target = into / PurePosixPath(entry.filename).name
                with zipped.open(entry) as source, target.open("wb") as out:
                    shutil.copyfileobj(source, out)  # zipfile stops at the size declared
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise UnreadableSource(f"{archive.name}: not a readable zip. Pack it again.") from error
    except (RuntimeError, NotImplementedError) as error:
        raise UnreadableSource(
            f"{archive.name}: locked with a password, or packed in a way that is not read. "
            "Pack it again as a plain zip."
        ) from error


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    """Not a folder, and not what a Mac adds beside each file."""
    parts = PurePosixPath(entry.filename).parts
    return not entry.is_dir() and "__MACOSX" not in parts and not parts[-1].startswith("._")


def _check_entries(archive: Path, entries: list[zipfile.ZipInfo], limits: ZipLimits) -> None:
    if len(entries) > limits.entries:
        raise UnreadableSource(
            f"{archive.name}: {len(entries)} files in it; at most {limits.entries} are read."
        )
    if sum(entry.file_size for entry in entries) > limits.total_bytes:
        raise UnreadableSource(f"{archive.name}: too large when unpacked. Split it by year.")
    names = [PurePosixPath(entry.filename).name for entry in entries]
    if len(set(names)) < len(names):
        raise UnreadableSource(f"{archive.name}: two files of one name. Keep one.")
    for entry in entries:
        parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
        if ".." in parts or entry.filename.startswith(("/", "\\")):
            raise UnreadableSource(f"{archive.name}: a path in it leads elsewhere. Pack it again.")
        tight = entry.file_size > 2**20 and entry.file_size > limits.ratio * max(
            entry.compress_size, 1
        )
        if tight:
            raise UnreadableSource(
                f"{archive.name}: {PurePosixPath(entry.filename).name} is packed too tightly to "
                "be a table. Send the file itself."
            )
