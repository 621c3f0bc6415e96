"""The return as XML: the same rows as the CSV files, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.safe import FIELD_LIMIT, refuse_disguise
from basehaven.exchange.ssda903.parts import EPISODE_COLUMNS, HEADER_COLUMNS, Row

RENAMED = {"CHILDID": "CHILD", "PL": "PLACE"}
PARTS = {
    "HEADER": "header",
    "EPISODE": "episodes",
    "AREVIEW": "reviews",
    "OC2": "oc2",
    "PERMANENCE": "previous_permanence",
    "AD_PLACED": "placed_for_adoption",
    "AMISSING": "missing",
    "SWEPISODE": "social_worker",
    "SW_EPISODE": "social_worker",
    # These stand in the header without an element of their own: one value tells them.
    "IN_TOUCH": "oc3",
    "DUC": "uasc",
    "DATE_INT": "ad1",
}
ROOTS = ("EXPSSDA903", "SSDA903")
COLUMNS = frozenset({*HEADER_COLUMNS, *EPISODE_COLUMNS})
DEPTH = 8  # a return nests four deep
CHUNK = 2**14  # bytes


def xml_parts(path: Path) -> Iterator[Row]:
    """Every row of the XML file.

    A row's number counts the elements of one name: ``<EPISODE>`` 17 is the
    seventeenth. Nothing of a document type or an entity is read.

    Raises:
        UnreadableSource: not well-formed, entities or a DTD, another root, or
            a value without end.
    """
    refuse_disguise(path, b"<")
    numbers: dict[str, int] = {}
    child_id = ""
    root: Any = None
    depth = 0
    try:
        for event, element in _events(path):
            if root is None:
                root = element
                _check_root(path, element)
            depth += 1 if event == "start" else -1
            if depth > DEPTH:
                raise UnreadableSource(f"{path.name}: nested deeper than a return is.")
            if event == "start":
                continue
            if element.tag == "CHILDID":
                child_id = (element.text or "").strip()
            if element.tag in PARTS and (len(element) or (element.text or "").strip()):
                numbers[element.tag] = number = numbers.get(element.tag, 0) + 1
                yield _row(path, element, number, child_id)
                element.clear()
            if element.tag == "CHILD":
                child_id = ""
                root.clear()  # what was read is let go: memory stays the same
    except DefusedXmlException as error:
        raise UnreadableSource(
            f"{path.name}: it defines entities or a document type, which could hide anything. "
            "Remove the <!DOCTYPE> part."
        ) from error
    except (ParseError, UnicodeDecodeError, LookupError, ValueError) as error:
        raise UnreadableSource(
            f"{path.name}: not well-formed XML ({error}). Export it again."
        ) from error


def _check_root(path: Path, element: Any) -> None:
    if element.tag not in ROOTS:
        raise UnreadableSource(
            f"{path.name}: starts with <{element.tag}>, and an SSDA903 return with <EXPSSDA903>. "
            "Give the XML that the return was sent as."
        )


def _events(path: Path) -> Iterator[tuple[str, Any]]:
    with path.open("rb") as file:
        yield from iterparse(_Bounded(file, path), events=("start", "end"), forbid_dtd=True)


class _Bounded:
    """A file that is refused when it goes on and on without a tag."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self.file, self.path, self.since_tag = file, path, 0

    def read(self, size: int = -1) -> bytes:
        chunk = self.file.read(size if 0 < size < CHUNK else CHUNK)
        first = chunk.find(b"<")
        self.since_tag += len(chunk) if first < 0 else first
        if self.since_tag > FIELD_LIMIT:
            raise UnreadableSource(
                f"{self.path.name}: more than {FIELD_LIMIT:,} characters in one value. "
                "That is not a return; export it again."
            )
        if first >= 0:
            self.since_tag = len(chunk) - chunk.rfind(b"<")
        return chunk


def _row(path: Path, element: Any, number: int, child_id: str) -> Row:
    named = [(RENAMED.get(part.tag, part.tag), (part.text or "").strip()) for part in element]
    known = [(name, text) for name, text in named if name in COLUMNS]
    values = dict(known)
    values.setdefault("CHILD", child_id)
    names = [name for name, _text in known]
    twice = {name for name in names if names.count(name) > 1}
    unreadable = f"{', '.join(sorted(twice))} more than once" if twice else ""
    return Row(PARTS[element.tag], f"{path.name} <{element.tag}>", number, values, unreadable)
