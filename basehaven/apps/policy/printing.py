"""One area as a tagged PDF on A4. Imported only when somebody prints: typst is large."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.translation import gettext as _

from basehaven.apps.policy.area_page import AreaPage, Beside
from basehaven.apps.policy.charts.render import FONTS
from basehaven.apps.policy.elsewhere import done_elsewhere
from basehaven.apps.policy.standing import Standing
from basehaven.apps.policy.words import SIGNS, in_words, unit_words

HERE = Path(__file__).resolve().parent / "printing"
STANDARD: Final = "ua-1"  # PDF/UA-1: a screen reader can follow it from first line to last
MOST = 4  # lines of what was done elsewhere, where a large map leaves no room for all
FEW_TILES = 20
WIDE, FEW = 15, 10.5  # millimetres of a tile where regions are few, and where they are many


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
        "beside": f"{page.nation}: {one.nation.value}, {one.when}.",
        "place": here.where if here.place else "",
    }


def _map(page: AreaPage) -> dict[str, Any]:
    """The first figure by region; this area, or the region that it is part of, is framed."""
    first = page.three[0]
    regions = first.series.regions(first.nation.figure.period)
    here = page.area.region or page.area.area
    standing = Standing(first.series, regions, first.nation.figure.period)
    grid = page.release.places
    tiles: list[dict[str, Any]] = [
        {
            "short": " ".join(filter(None, (place.short, SIGNS[one.usual] if one.usual else ""))),
            "value": one.value.replace("\u00a0%", ""),
            "column": place.column,
            "row": place.row,
            "place": one.usual.value if one.usual else "",
            "here": one.figure.area == here,
        }
        for one in regions
        if (place := grid.get(one.figure.area))
    ]
    few = len(tiles) < FEW_TILES
    first_column = min(tile["column"] for tile in tiles)
    for tile in tiles:
        tile["column"] -= first_column
    return {
        "title": f"{first.label} ({unit_words(first.indicator)})",
        "told": f"{page.nation}: {first.nation.value}. {standing.told} {_unusual(standing)}",
        "said": f"{standing.by_chance} {standing.as_usual}",
        "key": _(
            "▲ unusually high, ▼ unusually low, allowing for how much regions usually differ; "
            "doubled: by far. Framed: here. Empty: no figure. Not a ranking: regions differ in "
            "rules, records and who comes into care."
        ),
        "tiles": tiles,
        "columns": max(tile["column"] for tile in tiles) + 1,
        "rows": max(tile["row"] for tile in tiles) + 1,
        "size": WIDE if few else FEW,
    }


def _unusual(standing: Standing) -> str:
    """Who is unusual, in words: a reader of the description does not see the tiles."""
    return "; ".join(f"{one.name}: {one.value}, {one.where}" for one in standing.unusual)


def _sections(page: AreaPage) -> list[dict[str, Any]]:
    three = page.three
    unknown = [one.not_joined for one in three if one.not_joined]
    unknown += [in_words(doubt) for doubt in page.release.doubts]
    means = [*(_meaning(one) for one in three), *map(_line, page.said_of_all)]
    return [
        {"title": _("What they mean"), "lines": means},
        {"title": _("What was done elsewhere"), "lines": _elsewhere(page)},
        {"title": _("What is not known"), "lines": [_line(one) for one in dict.fromkeys(unknown)]},
    ]


def _line(text: str, label: str = "") -> dict[str, str]:
    return {"label": label, "text": text}


def _elsewhere(page: AreaPage) -> list[dict[str, str]]:
    """What concerns the three figures, each in a line that says on what it rests."""
    found = done_elsewhere(one.indicator.id for one in page.three)
    if not found:
        empty = _("Nothing is said here yet: an empty place is not a lack of programmes.")
        return [_line(empty)]
    first = _("Drafts, not advice: what was read, with sources on the area's page.")
    few = len(page.release.places) < FEW_TILES
    return [_line(first), *(_line(one.in_short) for one in (found if few else found[:MOST]))]


def _meaning(one: Beside) -> dict[str, str]:
    own = " ".join(one.cautions)
    return _line(f"{in_words(one.indicator.numerator)} {own}", one.label + ":")
