"""The file as XML, streamed: one child's record at a time, and then let go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from basehaven.core.errors import UnreadableSource
from basehaven.core.half_years import HalfYear
from basehaven.exchange.xml_events import xml_events

NAMESPACE = "http://www.acf.hhs.gov"
ROOT = "data"
DEPTH = 16  # the file nests nine deep
ELEMENTS = 50_000  # of one record; a child with fifty arrangements has a thousand
NUMBER = re.compile(r"(E\d+)_(?!E?\d+_)", re.ASCII)  # of a wrapper, two numbers


@lru_cache(maxsize=4096)  # a file of made-up names must not fill the memory
def local(tag: str) -> str:
    """An element's name without its namespace.

    >>> local("{http://www.acf.hhs.gov}data")
    'data'
    """
    return tag.rpartition("}")[2]


@lru_cache(maxsize=4096)  # a file of made-up names must not fill the memory
def short(tag: str) -> str:
    """``E112`` of ``E112_date_living_arrangement``; the whole name of a wrapper.

    >>> short("E5_date_of_birth"), short("E69_E186_removals")
    ('E5', 'E69_E186_removals')
    """
    name = local(tag)
    match = NUMBER.match(name)
    return match[1] if match else name


class AfcarsFile:
    """One file, read from its beginning once.

    Args:
        path: the XML file.

    Attributes:
        agency: E1 as it stands; empty when it is not there.
        half_year: from E2. Both are known from the first record on.

    Raises:
        UnreadableSource: not such a file, or not safe to read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.agency = ""
        self._half_year: HalfYear | None = None
        _refuse_other_kinds(path)

    @property
    def half_year(self) -> HalfYear:
        if self._half_year is None:
            raise UnreadableSource(
                f"{self.path.name}: no E2_report_date before the records, so the half-year is not "
                "known. Write the month in which it ends, for example 202409."
            )
        return self._half_year

    def records(self) -> Iterator[tuple[int, Any]]:
        """``(number, element)`` of each record; the first is 1."""
        number = depth = since_record = 0
        parents: list[Any] = [None, None]  # the root, and what is open in it
        for event, element in xml_events(self.path):
            if event == "start":
                if depth == 0:
                    self._check_root(element)
                if depth < len(parents):
                    parents[depth] = element
                depth += 1
                since_record += 1
                if depth > DEPTH or since_record > ELEMENTS:
                    self._refuse_size(depth)
                continue
            depth -= 1
            if depth not in (1, 2):
                continue  # within a record, or the end of the file
            name = local(element.tag)
            if name == "record" and depth == 2:
                number += 1
                yield number, element
            elif depth == 1:
                self._take_head(name, (element.text or "").strip())
            parents[depth - 1].clear()  # what was read is let go: memory stays the same
            since_record = 0

    def _take_head(self, name: str, text: str) -> None:
        if short(name) == "E1":
            self.agency = text
        elif short(name) == "E2":
            self._half_year = HalfYear.of_report_date(text)
            if self._half_year is None:
                raise UnreadableSource(
                    f"{self.path.name}: E2_report_date is '{text[:20]}', which is not the end of a "
                    "half-year. Write its year and month, 03 or 09, for example 202409."
                )

    def _refuse_size(self, depth: int) -> None:
        if depth > DEPTH:
            raise UnreadableSource(f"{self.path.name}: nested deeper than this file is.")
        raise UnreadableSource(
            f"{self.path.name}: more than {ELEMENTS:,} elements in one record. That is not "
            "one child; export it again."
        )

    def _check_root(self, element: Any) -> None:
        namespace = element.tag[1:].partition("}")[0] if element.tag[0] == "{" else ""
        if local(element.tag) != ROOT or namespace not in ("", NAMESPACE):
            raise UnreadableSource(
                f"{self.path.name}: starts with <{local(element.tag)[:60]}>, and an AFCARS 2020 "
                "file with <acf:data>. Give the out-of-home care file as it was sent."
            )


def _refuse_other_kinds(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise UnreadableSource(f"{path.name}: empty. Export it again, or take it out.")
    if not start.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableSource(
            f"{path.name}: not XML. A file of before October 2022 (AFCARS 1993) is another "
            "format and is not read: give the XML of AFCARS 2020."
        )
