"""Everything that the product says of an agency's own figures, read as a stranger reads it.

Pages are read as tables of text, files as rows, releases as JSON: nothing is asked of the code
that made them. What two of them say of one figure must be the same.
"""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from basehaven.core.indicators.quarters import Quarter
from tests.apps.policy.rounded import Told

BREAKDOWNS = {"By age": "age_band", "By region": "region"}
Where = tuple[tuple[str, str], ...]
Counts = tuple[int | None, int | None]


class _Tables(HTMLParser):
    """Tables of a page by what they are called, as rows of texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[list[str]]] = {}
        self._rows: list[list[str]] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div" and ("class", "table-wrap") in attrs:
            self._rows = self.found.setdefault(dict(attrs)["aria-label"] or "", [])
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._rows[-1][-1] += data


class Harvest:
    """What is known after each release: release -> (indicator, where) -> the counts as said."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.known: dict[str, dict[tuple[str, Where], Counts]] = {}
        self.rounding: dict[str, int] = {}
        self.left_out: dict[str, set[tuple[str, str]]] = {}  # release -> indicator, breakdown

    def take(self, release: Any, indicators: list[str], quarter: str) -> None:
        """Read every page and file right after a release was published."""
        known = self.known.setdefault(release.name, {})
        period = Quarter.of_label(quarter).window.name
        whole = json.loads(
            self.client.get(f"/policy/own/releases/{release.ref}/release.json").content
        )
        self.rounding[release.name] = whole["release"]["rounding"]
        for one in whole["release"]["figures"]:
            where = tuple(sorted(one["at"].items()))
            known[one["indicator"], where] = (one["numerator"], one["denominator"])
        self.left_out[release.name] = {
            (row["indicator"], by) for row in whole["about"]["withheld"] for by in row["by"] or [""]
        }
        for indicator in indicators:
            self._page(known, indicator, period)
            self._file(known, indicator, period)

    def _page(self, known: dict[Any, Counts], indicator: str, period: str) -> None:
        url = f"/policy/own/{indicator.replace('.', '/')}/?period={period}"
        page = self.client.get(url).content.decode()
        for title, rows in _Tables(page).found.items():
            if title in BREAKDOWNS:
                for name, _figure, above, below in rows[1:]:
                    where = ((BREAKDOWNS[title], name),)
                    self._say(known, (indicator, where), _number(above), _number(below))

    def _file(self, known: dict[Any, Counts], indicator: str, period: str) -> None:
        url = f"/policy/own/{indicator.replace('.', '/')}/figures.csv?period={period}"
        first = period.partition("/")[0]
        for row in csv.DictReader(io.StringIO(self.client.get(url).content.decode())):
            if row["first_day"] == first and row["part"] in ("trend", "age_band", "region"):
                if row["part"] != "trend" and not row["group"]:
                    continue  # a breakdown that was left out says its reason
                where = ((row["part"], row["group"]),) if row["group"] else ()
                counts = _number(row["numerator"]), _number(row["denominator"])
                self._say(known, (indicator, where), *counts)

    def _say(
        self, known: dict[Any, Counts], key: Any, above: int | None, below: int | None
    ) -> None:
        before = known.get(key, (None, None))
        for was, now in zip(before, (above, below), strict=True):
            assert was is None or now is None or was == now, f"{key} is said in two ways"
        pairs = zip(before, (above, below), strict=True)
        known[key] = tuple(now if was is None else was for was, now in pairs)  # type: ignore[assignment]

    def figures(self, release: str) -> list[Told]:
        """What was left out whole is there too: it adds up, and is not said to be more than 0.

        Which regions and ages there are is known from the other indicators.
        """
        known, rounding = self.known[release], self.rounding[release]
        places = {where for _, where in known}
        gone = {
            (one, where)
            for one, _by in self.left_out[release]
            for where in places
            if self._left_out(release, one, where)
        }
        return [
            Told(indicator, "", where, *known.get((indicator, where), (None, None)), rounding,
                 said=not self._left_out(release, indicator, where))
            for indicator, where in sorted(known.keys() | gone)
        ]  # fmt: skip

    def _left_out(self, release: str, indicator: str, where: Where) -> bool:
        names = ["", *(by for by, _value in where)]
        return any((indicator, by) in self.left_out[release] for by in names)


def _number(text: str) -> int | None:
    """A count; what is written beside or instead of one is none."""
    plain = text.replace(",", "").strip()
    return int(plain) if plain.isdigit() else None
