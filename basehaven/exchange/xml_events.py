"""XML from outside as a stream of events: no entities, no document type, nothing endless."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from basehaven.core.errors import UnreadableSource
from basehaven.exchange.safe import FIELD_LIMIT

CHUNK = 2**14  # bytes


def xml_events(path: Path) -> Iterator[tuple[str, Any]]:
    """``("start" or "end", element)`` for each element. The caller lets go of what it has read.

    Raises:
        UnreadableSource: not well-formed, entities or a DTD, or a value without end.
    """
    try:
        with path.open("rb") as file:
            yield from iterparse(_Bounded(file, path), events=("start", "end"), forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableSource(
            f"{path.name}: it defines entities or a document type, which could hide anything. "
            "Remove the <!DOCTYPE> part."
        ) from error
    except (ParseError, UnicodeDecodeError, LookupError, ValueError) as error:
        raise UnreadableSource(
            f"{path.name}: not well-formed XML ({error}). Export it again."
        ) from error


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
