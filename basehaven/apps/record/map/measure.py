"""How wide a text will be, without a browser: a little too wide rather than too narrow."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Advance widths in thousandths of the type size, rounded up, of the regular face.
NARROW = dict.fromkeys("ijl|.,:;'!’‘", 300) | dict.fromkeys("frt()[]-/“” ", 390)
WIDE = dict.fromkeys("mwMW@%—…", 930) | dict.fromkeys("ABCDEGHKNOPQRSUVXYZ×&", 690)
ORDINARY, BOLD_MORE, UNKNOWN_SCRIPT = 570, 1.06, 1000


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in the unit of ``size``, never below what the page's own type needs."""
    total = 0
    for char in unicodedata.normalize("NFC", text):
        if unicodedata.combining(char):
            continue
        plain = unicodedata.normalize("NFD", char)[0]
        if ord(plain) > 0x2FF and plain not in "’‘“”—…":
            total += UNKNOWN_SCRIPT
        else:
            total += NARROW.get(plain) or WIDE.get(plain) or ORDINARY
    return total * size / 1000 * (BOLD_MORE if bold else 1.0)


def wrap(text: str, size: float, room: float, *, bold: bool = False, lines: int = 2) -> list[str]:
    """The text in at most ``lines`` lines that fit ``room``; the last ends in … if cut."""
    done: list[str] = []
    words = text.split()
    while words:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size, bold) <= room:
            line = f"{line} {words.pop(0)}"
        if len(done) == lines - 1 and words:
            line = f"{line} {' '.join(words)}"
            words = []
        done.append(cut(line, size, room, bold=bold))
    return done


def cut(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, shortened with … until it fits."""
    if text_width(text, size, bold) <= room:
        return text
    while len(text) > 1 and text_width(text + "…", size, bold) > room:
        text = text[:-1].rstrip()
    return text + "…"
