"""One area as a tagged PDF on A4. Imported only when somebody prints: typst is large."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.translation import gettext as _

from basehaven.apps.policy.area_page import AreaPage, Beside
from basehaven.apps.policy.charts.render import FONTS
from basehaven.apps.policy.pictures import funnel_words
from basehaven.apps.policy.words import SIGNS, in_words

HERE = Path(__file__).resolve().parent / "printing"
STANDARD: Final = "ua-1"  # PDF/UA-1: a screen reader can follow it from first line to last
WIDE, FEW = 15, 9  # millimetres of a tile where regions are few, and where they are many


def printed(page: AreaPage, language: str) -> bytes:
    """The page. Every word goes in as data: nothing in a name is read as markup."""
    return typst.compile(
        str(HERE / "area.typ"),
        root=str(HERE),
        font_paths=[str(FONTS)],
        format="pdf",
        pdf_standards=STANDARD,
        sys_inputs={"page": json.dumps(values(page, language))},
    )


def values(page: AreaPage, language: str) -> dict[str, Any]:
    return {
        "lang": language,
        "title": _("%(area)s: children in care, in three figures") % {"area": page.area.name},
        "under": in_words(page.release.label) + ". " + in_words(page.release.publisher) + ".",
        "figures": [_figure(one, page) for one in page.three],
        "map": _map(page),
        "sections": _sections(page),
        "foot": page.release.licence.attribution
        + " "
        + _(
            "Definitions, tables and downloads: the policy pages of Basehaven. "
            "A draft: nobody has checked it against its sources yet."
        ),
    }


def _figure(one: Beside, page: AreaPage) -> dict[str, str]:
    here = one.here
    counts = _("%(n)s of %(all)s") if one.series.kind == "share" else _("%(n)s in %(all)s days")
    return {
        "label": one.label,
        "value": here.value or _("no figure"),
        "counts": counts % {"n": here.numerator, "all": here.denominator}
        if here.value
        else here.note,
        "beside": f"{page.nation}: {one.nation.value}. {one.when}.",
        "place": here.where if here.place else "",
    }


def _map(page: AreaPage) -> dict[str, Any]:
    """The first figure by region; this area, or the region that it is part of, is framed."""
    first = page.three[0]
    regions = first.series.areas(first.nation.figure.period, "region")
    here = page.area.region or page.area.area
    grid = page.release.places
    tiles: list[dict[str, Any]] = [
        {
            "short": " ".join(filter(None, (place.short, SIGNS[one.place] if one.place else ""))),
            "value": one.value.replace("\u00a0%", ""),
            "column": place.column,
            "row": place.row,
            "place": one.place.value if one.place else "",
            "here": one.figure.area == here,
        }
        for one in regions
        if (place := grid.get(one.figure.area))
    ]
    few = len(tiles) < 20
    return {
        "title": f"{first.label} ({first.unit})",
        "told": funnel_words(regions) + " " + f"{page.nation}: {first.nation.value}.",
        "key": _(
            "▲ higher, ▼ lower than chance would give; doubled: by far. Framed: here. "
            "Empty: no figure. Not a ranking: regions differ in rules, records and who comes "
            "into care."
        ),
        "tiles": tiles,
        "columns": max(tile["column"] for tile in tiles) + 1,
        "rows": max(tile["row"] for tile in tiles) + 1,
        "size": WIDE if few else FEW + 3,
    }


def _sections(page: AreaPage) -> list[dict[str, Any]]:
    three = page.three
    doubts = [one.not_joined for one in three if one.not_joined]
    doubts += [in_words(doubt) for doubt in page.release.doubts]
    return [
        {
            "title": _("What they mean"),
            "lines": [_meaning(one) for one in three],
        },
        {
            "title": _("What was done elsewhere"),
            "lines": [
                _(
                    "Nothing is said here yet: the knowledge that travels with Basehaven holds no "
                    "programme that was checked against its studies. An empty place is not a lack "
                    "of programmes."
                )
            ],
        },
        {"title": _("What is not known"), "lines": list(dict.fromkeys(doubts))},
    ]


def _meaning(one: Beside) -> str:
    return f"{one.label}: {in_words(one.indicator.numerator)} {one.caution}"
