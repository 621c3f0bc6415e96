"""The figures of a page as a file, and what each column means: English, as all files are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from django.http import HttpResponse

from basehaven.apps.policy.figures import Shown
from basehaven.apps.policy.indicator_page import IndicatorPage
from basehaven.apps.policy.words import period_days
from basehaven.exchange.tables.write import escape_formula
from basehaven.knowledge.indicator import Indicator
from basehaven.knowledge.indicators import settings_of
from basehaven.knowledge.published import Figure, widening_words

COLUMNS = {  # column: what it means
    "part": "where on the page the row stands: trend, trend_2_years, regions, areas, age or race",
    "indicator": "the indicator's id",
    "level": "nation, region (a state, or a region of England) or area (a local authority)",
    "area": "the publisher's code of the area: letters of a state, or a nine-letter code",
    "name": "the area's name",
    "region": "the code of the region that an area is part of",
    "period": "the publisher's code of the period",
    "first_day": "the first day that the period names",
    "last_day": "the last day that the period names",
    "group": "the age band or group; empty for all children",
    "numerator": "as printed; empty where a code or nothing was printed",
    "denominator": "as printed; empty where a code or nothing was printed",
    "value": "as shown on the page, in the unit of the indicator",
    "unit": "percent, per_1000_days or per_100000_days",
    "place": "far_below, below, within, above, far_above: against the nation, by chance alone",
    "place_usual": "the same, allowing for how much areas usually differ; empty for groups",
    "difference": "of a group from all children: points of a percentage, or in the unit",
    "note": "why there is no value",
}


def figures_file(page: IndicatorPage) -> HttpResponse:
    """Every figure that the page shows, and no other."""
    name = f"{page.indicator.id}-{page.period}.csv"
    return csv_file(name, COLUMNS, ([row[key] for key in COLUMNS] for row in rows_of(page)))


def rows_of(page: IndicatorPage) -> Iterator[dict[str, str]]:
    parts: list[tuple[str, list[Shown]]] = [
        ("trend", page.over_time),
        ("trend_2_years", page.over_two_years),
        ("regions", page.regions),
        ("areas", page.areas),
        *((part.key, part.rows) for part in page.parts),
    ]
    for part, rows in parts:
        for shown in rows:
            yield {"part": part, **_row(page, shown)}


def _row(page: IndicatorPage, shown: Shown) -> dict[str, str]:
    figure = shown.figure
    first, last = period_days(page.system, figure.period)
    above, below = printed_counts(figure)
    return {
        "indicator": figure.indicator,
        "level": figure.level,
        "area": figure.area,
        "name": figure.name,
        "region": figure.region,
        "period": figure.period,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "group": shown.name if figure.group else "",
        "numerator": above,
        "denominator": below,
        "value": shown.plain,
        "unit": page.indicator.unit,
        "place": shown.place.value if shown.place else "",
        "place_usual": shown.usual.value if shown.usual else "",
        "difference": page.series.difference(shown) if figure.group else "",
        "note": shown.note,
    }


def printed_counts(figure: Figure) -> tuple[str, str]:
    """Numerator and denominator as the publisher printed them; empty where there is no number."""
    counts = figure.numerator, figure.denominator
    above, below = ("" if cell.number is None else cell.printed for cell in counts)
    return above, below


def dictionary_file(page: IndicatorPage) -> HttpResponse:
    """What the columns mean, what the indicator counts, its settings, doubts and licence."""
    one, entry = page.indicator, page.release
    rows = [("column", name, meaning) for name, meaning in COLUMNS.items()]
    rows += [("indicator", key, value) for key, value in about(one).items()]
    rows += [("excluded", "", words.en) for words in one.exclusions]
    rows += [
        ("setting", name, f"{setting.default}: {setting.means.en} {setting.doubt.en}")
        for name, setting in settings_of(one.id).items()
    ]
    rows += [("limits", name, said) for name, said in widening_words().items()]
    rows += [("caution", "", words.en) for words in one.cautions]
    rows += [("doubt", "", words.en) for words in (*one.doubts, *entry.doubts)]
    rows += [("code", code or "(empty)", words.en) for code, words in entry.codes.items()]
    rows += [
        ("source", "publisher", entry.publisher.en),
        ("source", "as_of", entry.as_of.isoformat()),
        ("source", "licence", entry.licence.name),
        ("source", "attribution", entry.licence.attribution),
        ("source", "rounding", entry.rounding.en),
        ("status", "indicator", one.review.status),
        ("status", "release", entry.review.status),
    ]
    return csv_file(f"{one.id}-dictionary.csv", ("kind", "name", "means"), rows)


def about(one: Indicator) -> dict[str, str]:
    """What an indicator counts, as rows of a dictionary."""
    return {
        "id": one.id,
        "label": one.label.en,
        "question": one.question.en,
        "numerator": one.numerator.en,
        "denominator": one.denominator.en,
        "unit": one.unit,
        "decimals": str(one.decimals),
        "direction": one.direction,
    }


def csv_file(name: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> HttpResponse:
    """Rows as CSV, to be kept under a name."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    # Names come from the record: a spreadsheet shows them, and never runs them.
    writer.writerows([escape_formula(cell) for cell in row] for row in rows)
    return HttpResponse(
        text.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
