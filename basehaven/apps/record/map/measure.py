"""How wide a text will be, without a browser: a little too wide rather than too narrow."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Advance widths of Atkinson Hyperlegible Next (the page's type, SIL Open Font
# License, served from the package) in thousandths of its size, rounded up to tens:
# width -> characters. Measured from the packaged files with the browser's canvas.
REGULAR = {
    160: "'",
    210: ",.:;",
    240: "|·‘’",
    250: "`j",
    260: "i",
    270: "l",
    280: " ",
    290: "!ł",
    300: "()",
    310: '"',
    320: "[f",
    330: "t",
    350: "]r{}",
    370: "-",
    380: "_",
    390: "/\\",
    400: "I“”",
    410: "1",
    450: "y",
    460: "z",
    470: "v",
    480: "?s",
    490: "*cx",
    500: "k",
    510: "7–",
    520: "J",
    530: "a",
    540: "eu×",
    550: "2Lhnoø",
    560: "<>FT^g~",
    570: "Ebdp",
    580: "3Yq",
    590: "5ß",
    600: "$69PSV",
    610: "+Z",
    620: "48BR",
    630: "=AX",
    640: "K",
    650: "0C",
    660: "#",
    670: "D…",
    690: "Uw",
    700: "GHN",
    720: "O",
    730: "Q",
    740: "&",
    780: "@",
    830: "M—",
    850: "m",
    860: "W",
    920: "%",
}
BOLD = {
    210: "'",
    260: "j|",
    270: "‘’",
    280: ",.:;",
    290: "`",
    300: "i·",
    310: "!",
    320: " l",
    340: "()[",
    350: "]",
    370: "f",
    380: "-rtł",
    390: '"{}',
    400: "_",
    430: "I",
    440: "/1\\",
    480: "“”",
    490: "*",
    510: "csz–",
    530: "vy",
    540: "7x~×",
    550: "?",
    560: "Lak",
    570: "<>FJeu",
    580: "29hnoø",
    590: "^",
    600: "+3Ebdgpq",
    610: "$5ST",
    620: "=Z",
    630: "468Pß",
    650: "BRVY",
    660: "0C",
    670: "K",
    680: "A",
    690: "DUX",
    710: "H",
    720: "GN",
    730: "&",
    740: "w",
    750: "O",
    760: "Q",
    770: "#",
    790: "@…",
    840: "—",
    860: "M",
    890: "Wm",
    970: "%",
}
WIDTHS = tuple(
    {char: width for width, chars in face.items() for char in chars} for face in (REGULAR, BOLD)
)
ORDINARY, OTHER_SCRIPT = 700, 1050  # for letters the tables lack
SPARE = 1.02  # for rounding in other browsers


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in the unit of ``size``.

    >>> 25 < text_width("Milo", 14) < 32
    True
    """
    widths, total = WIDTHS[bold], 0
    for char in unicodedata.normalize("NFC", text):
        width = widths.get(char)
        if width is None and not unicodedata.combining(char):
            plain = unicodedata.normalize("NFD", char)[0]  # é is as wide as e
            width = widths.get(plain, ORDINARY if ord(char) < 0x250 else OTHER_SCRIPT)
        total += width or 0
    return total * SPARE * size / 1000


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
