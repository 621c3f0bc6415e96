"""The care card as a tagged PDF on A5. Imported only when somebody prints: typst is large."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from basehaven.apps.record.models import today
from basehaven.apps.room.card.page import Card, Section, Shown

HERE = Path(__file__).resolve().parent.parent / "printing"
STANDARD: Final = (
    "ua-1"  # PDF/UA-1: what a screen reader can follow from the first line to the last
)


def printed(card: Card, language: str) -> bytes:
    """The page. Every word goes in as data: what somebody typed is never read as markup."""
    return typst.compile(
        str(HERE / "card.typ"),
        root=str(HERE),
        font_paths=[str(HERE / "fonts")],
        format="pdf",
        pdf_standards=STANDARD,
        sys_inputs={"card": json.dumps(_values(card, language))},
    )


def _values(card: Card, language: str) -> dict[str, Any]:
    return {
        "lang": language,
        "title": _("How to read %(name)s") % {"name": card.name},
        "top": [_section(section) for section in card.top],
        "sections": [_section(section) for section in card.sections],
        "grown": [each.said for each in card.grown],
        "grown_title": _("What helped, by the log"),
        "foot": _("Printed on %(day)s from Basehaven. Lend it, do not leave it about.")
        % {"day": date_format(today(), _("j F Y"))},
    }


def _section(section: Section) -> dict[str, Any]:
    return {"title": capfirst(section.title), "lines": [_line(line) for line in section.lines]}


def _line(line: Shown) -> dict[str, Any]:
    return {
        "text": line.text,
        "more": line.more,
        "lang": line.language.split("-")[0],
        "rtl": line.direction == "rtl",
        "person": line.person,
        "warnings": ", ".join(line.warnings),
        "by": f"{line.who}, {line.on}" if line.who else line.on,
    }
