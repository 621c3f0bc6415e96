"""Own figures of a page as a file, and what each column means: English, as all files are."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse

from basehaven.apps.policy.downloads import about, csv_file, printed_counts
from basehaven.apps.policy.own.figures import OnePeriod, OwnShown
from basehaven.apps.policy.own.page import OwnPage
from basehaven.apps.policy.words import period_days
from basehaven.knowledge.indicators import settings_of

COLUMNS = {  # column: what it means
    "part": "where on the page the row stands: trend, age_band, region, group or published",
    "indicator": "the indicator's id",
    "release": "the release in which it was last published; empty for the nation's figures",
    "first_day": "the first day of the period",
    "last_day": "the last day of the period",
    "group": "the age band, region or group; empty for all children",
    "numerator": "as published: rounded, or empty where it is hidden",
    "denominator": "as published: rounded, or empty where it is hidden",
    "value": "of the published counts, in the unit of the indicator; empty where there is none",
    "unit": "percent, index, per_1000_days or per_100000_days",
    "note": "why there is no value",
}


def own_figures_file(page: OwnPage) -> HttpResponse:
    """Every figure that the page shows, and no other."""
    rows = ([row[key] for key in COLUMNS] for row in rows_of(page))
    return csv_file(f"own-{page.indicator.id}.csv", COLUMNS, rows)


def rows_of(page: OwnPage) -> Iterator[dict[str, str]]:
    for one, shown in page.over_time:
        yield _row(page, "trend", one, shown)
    for part in page.parts:
        if part.left_out:
            yield {**_row(page, part.key, page.here, None), "note": part.left_out}
        for row in part.rows:
            yield _row(page, part.key, page.here, row)
    for _words, theirs in page.published_rows:
        first, last = period_days(page.system, theirs.figure.period)
        above, below = printed_counts(theirs.figure)
        yield {
            "part": "published", "indicator": page.indicator.id, "release": "",
            "first_day": first.isoformat(), "last_day": last.isoformat(), "group": theirs.name,
            "numerator": above, "denominator": below, "value": theirs.plain,
            "unit": page.indicator.unit, "note": theirs.note,
        }  # fmt: skip


def _row(page: OwnPage, part: str, one: OnePeriod, shown: OwnShown | None) -> dict[str, str]:
    first, last = one.first_and_last
    counts = (shown.figure.numerator, shown.figure.denominator) if shown else (None, None)
    above, below = ("" if count is None else str(count) for count in counts)
    return {
        "part": part,
        "indicator": page.indicator.id,
        "release": one.release.name,
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "group": shown.name if shown and shown.figure.at else "",
        "numerator": above,
        "denominator": below,
        "value": shown.plain if shown else "",
        "unit": page.indicator.unit,
        "note": shown.note if shown else one.why_none,
    }


def own_dictionary_file(page: OwnPage) -> HttpResponse:
    """What the columns mean, what is counted, by which settings, from what, and the doubts."""
    one, release, rules = page.indicator, page.here.release, page.here.rules
    known = settings_of(one.id)
    rows = [("column", name, meaning) for name, meaning in COLUMNS.items()]
    rows += [("indicator", key, said) for key, said in about(one).items()]
    rows += [("excluded", "", words.en) for words in one.exclusions]
    rows += [
        ("setting", name, f"{value}: {known[name].means.en} {known[name].doubt.en}")
        for name, value in page.here.settings.items()
        if name in known
    ]
    rows += [("caution", "", words.en) for words in one.cautions]
    rows += [("doubt", "", said) for said in page.doubts]
    rows += [
        ("disclosure", name, str(getattr(rules, name)))
        for name in ("hidden_from", "hidden_to", "rounding", "least_base", "zeros_shown")
    ]
    rows += [
        ("source", "release", release.name),
        ("source", "release_sha256", release.digest),
        ("source", "published_on", release.published_on.isoformat()),
        ("source", "snapshot_of", release.as_of.isoformat()),
        ("source", "snapshot_sha256", release.snapshot_digest),
        ("status", "indicator", one.review.status),
    ]
    return csv_file(f"own-{one.id}-dictionary.csv", ("kind", "name", "means"), rows)
