"""The return as XML: the same rows as the CSV files, streamed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.safe import refuse_disguise

RENAMED = {"CHILDID": "CHILD", "PL": "PLACE"}
BESIDE = {
    "AREVIEW": "reviews",
    "OC2": "oc2",
    "OC3": "oc3",
    "PERMANENCE": "previous_permanence",
    "AD1": "ad1",
    "ADOPTION": "placed_for_adoption",
    "MISSINGEPISODE": "missing",
    "MISSING": "missing",
    "SWEPISODE": "social_worker",
}
ROOTS = ("EXPSSDA903", "SSDA903")


def xml_rows(path: Path) -> Iterator[tuple[str, str, int, Mapping[str, str], str]]:
    """Rows as ``(part, file, number, values, "")``.

    The number counts the elements of one name: ``EPISODE`` 17 is the
    seventeenth. Nothing of a document type or an entity is read.

    Raises:
        UnreadableSource: not well-formed, entities or a DTD, another root.
    """
    refuse_disguise(path, b"<")
    numbers: dict[str, int] = {}
    child_id = ""
    root: Any = None
    try:
        for event, element in iterparse(str(path), events=("start", "end"), forbid_dtd=True):
            if root is None:
                root = element
                if element.tag not in ROOTS:
                    raise UnreadableSource(
                        f"{path.name}: starts with <{element.tag}>, and an SSDA903 return with "
                        "<EXPSSDA903>. Give the XML that the return was sent as."
                    )
            if event != "end":
                continue
            if element.tag == "CHILDID":
                child_id = (element.text or "").strip()
            part = {"HEADER": "header", "EPISODE": "episodes", **BESIDE}.get(element.tag)
            if part:
                numbers[element.tag] = number = numbers.get(element.tag, 0) + 1
                yield part, f"{path.name} <{element.tag}>", number, _values(element, child_id), ""
            if element.tag == "CHILD":
                child_id = ""
                root.clear()  # what was read is let go: memory stays the same
    except DefusedXmlException as error:
        raise UnreadableSource(
            f"{path.name}: it defines entities or a document type, which could hide anything. "
            "Remove the <!DOCTYPE> part."
        ) from error
    except ParseError as error:
        raise UnreadableSource(
            f"{path.name}: not well-formed XML ({error}). Export it again."
        ) from error


def _values(element: Any, child_id: str) -> dict[str, str]:
    values = {
        RENAMED.get(part.tag, part.tag): (part.text or "").strip()
        for part in element
        if not len(part)
    }
    values.setdefault("CHILD", child_id)
    return values
