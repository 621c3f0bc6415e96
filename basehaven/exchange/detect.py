"""What an XML file is, told by its first element, so that the wrong choice of format is named."""

from __future__ import annotations

import re
from pathlib import Path

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.safe import files_in

BEGINS = 4096  # bytes looked at
FIRST_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s>/]", re.ASCII)
NAMES = {"ssda903": "England's return (SSDA903)", "afcars2020": "AFCARS 2020"}


def xml_format(path: Path) -> str:
    """``ssda903`` or ``afcars2020`` by an XML file's first element; empty when it is neither."""
    with path.open("rb") as file:
        match = FIRST_ELEMENT.search(file.read(BEGINS))
    name = match[1] if match else b""
    if name in (b"EXPSSDA903", b"SSDA903"):
        return "ssda903"
    return "afcars2020" if name == b"data" else ""


def refuse_another_format(path: Path, format: str) -> None:  # noqa: A002 - the command line's word
    """Refuse a file, or a folder of XML alone, that is of another format than was said.

    Raises:
        UnreadableSource: it is; the message names the format to choose.
    """
    files = [path] if path.is_file() else files_in(path, ".xml")
    if not files or (path.is_dir() and files_in(path, ".csv", ".parquet")):
        return
    told = xml_format(files[0]) if files[0].suffix.lower() == ".xml" else ""
    if told and told != format:
        raise UnreadableSource(
            f"{files[0].name}: this is {NAMES[told]}. Choose the format {told} for it."
        )
