"""The return as XML: the same rows as the CSV files, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.safe import refuse_disguise
from basehaven.exchange.ssda903.parts import EPISODE_COLUMNS, HEADER_COLUMNS, WORKER_COLUMNS, Row
from basehaven.exchange.xml_events import xml_events

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
COLUMNS = frozenset({*HEADER_COLUMNS, *EPISODE_COLUMNS, *WORKER_COLUMNS})
DEPTH = 8  # a return nests four deep


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
    for event, element in xml_events(path):
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


def _check_root(path: Path, element: Any) -> None:
    if element.tag not in ROOTS:
        raise UnreadableSource(
            f"{path.name}: starts with <{element.tag}>, and an SSDA903 return with <EXPSSDA903>. "
            "Give the XML that the return was sent as."
        )


def _row(path: Path, element: Any, number: int, child_id: str) -> Row:
    named = [(RENAMED.get(part.tag, part.tag), (part.text or "").strip()) for part in element]
    known = [(name, text) for name, text in named if name in COLUMNS]
    values = dict(known)
    values.setdefault("CHILD", child_id)
    names = [name for name, _text in known]
    twice = {name for name in names if names.count(name) > 1}
    unreadable = f"{', '.join(sorted(twice))} more than once" if twice else ""
    return Row(PARTS[element.tag], f"{path.name} <{element.tag}>", number, values, unreadable)
