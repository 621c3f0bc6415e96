"""The words of a PDF that typst wrote, as a reader would copy them: small, and for tests alone.

It reads page streams, and maps glyphs to letters by the table that each font carries. It shares no
code with what writes the page.
"""

from __future__ import annotations

import re
import zlib

_STREAM = rb"%d 0 obj\s*<<(?:[^>]|>(?!>))*>>\s*stream\r?\n"
_INSIDE = rb"(?:\\.|[^()\\]|\((?:\\.|[^()\\])*\))*"  # brackets in pairs need no backslash
_SHOWN = re.compile(
    rb"/(f\d+) [\d.]+ Tf|\[((?:\("
    + _INSIDE
    + rb"\)|[^\]\\(])*)\] ?TJ|(\("
    + _INSIDE
    + rb"\)) ?Tj|ET",
    re.DOTALL,
)
_STRING = re.compile(rb"\((" + _INSIDE + rb")\)|<([0-9a-fA-F]*)>", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pdf_text(content: bytes) -> str:
    """What stands on the page, one run of writing after the other, with single spaces."""
    named = re.findall(rb"/(f\d+) (\d+) 0 R", content)
    letters = {name: _letters(content, number) for name, number in named}
    runs: list[str] = []
    for number in re.findall(rb"/Contents (\d+) 0 R", content):
        font = b""
        for found in _SHOWN.finditer(_stream(content, number)):
            if found[1]:
                font = found[1]
            elif shown := found[2] or found[3]:
                runs.append(_read(shown, letters[font]))
            else:
                runs.append(" ")
    return re.sub(r"[ \n]+", " ", "".join(runs))


def _stream(content: bytes, number: bytes) -> bytes:
    found = re.search(_STREAM % int(number), content, re.DOTALL)
    assert found, number
    return zlib.decompressobj().decompress(content[found.end() :])


def _letters(content: bytes, font: bytes) -> dict[int, str]:
    found = re.search(rb"\n%d 0 obj.*?/ToUnicode (\d+) 0 R" % int(font), content, re.DOTALL)
    assert found, font
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", _stream(content, found[1]))
    return {
        int(glyph, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for glyph, said in pairs
    }


def _read(shown: bytes, letters: dict[int, str]) -> str:
    text = ""
    for plain, coded in _STRING.findall(shown):
        raw = bytes.fromhex(coded.decode()) if coded else _ESCAPE.sub(_unescaped, plain)
        glyphs = [int.from_bytes(raw[n : n + 2], "big") for n in range(0, len(raw), 2)]
        text += "".join(letters.get(glyph, "?") for glyph in glyphs)
    return text


def _unescaped(found: re.Match[bytes]) -> bytes:
    what = found[1]
    return bytes([int(what, 8)]) if what[:1].isdigit() else _PLAIN.get(what, what)
