"""The page, its file and the printed page say the same figures, whoever reads which."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser

import pytest

from basehaven.knowledge.published import release
from tests.apps.policy.pages import client_of, rows
from tests.apps.policy.pdf_text import pdf_text

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

PAGES = (  # a broken trend, a rate, areas over two years, one period alone
    "/policy/cfsr/p4/",
    "/policy/cfsr/p5/",
    "/policy/england/placements_3plus/",
    "/policy/england/social_workers_3plus/",
)
AREAS = [("cfsr", "OR"), ("cfsr", "TX"), ("england", "E06000001"), ("england", "E12000008")]


class Rows(HTMLParser):
    """The cells of every table row of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.inside = True
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


def bare(text: str) -> str:
    """A number as a file has it: no thousands, no sign, no dash for nothing."""
    return text.strip().replace(",", "").replace("\xa0%", "").replace("–", "")


def on_the_page(client, url: str) -> Counter[tuple[str, ...]]:
    page = client.get(url).content.decode()
    body = [row for row in Rows(page).rows if len(row) > 3 and row[1] and row[0] != ""]
    said = [(row[0].strip(), *map(bare, row[1:4])) for row in body]
    return Counter(row for row in said if not re.search("[a-z]{4}", row[1] + row[2]))


def in_the_file(client, url: str) -> Counter[tuple[str, ...]]:
    found = []
    for row in rows(client.get(url)):
        name = row["group"] or row["name"]
        if row["part"].startswith("trend"):
            name = date.fromisoformat(row["last_day"]).strftime("%b %Y")
        found.append((name, row["value"], row["numerator"], row["denominator"]))
    return Counter(found)


@pytest.mark.parametrize("url", PAGES)
def test_the_tables_of_a_page_and_its_file_hold_the_same_figures(cast, url):
    client = client_of(cast, "analyst")
    page = on_the_page(client, url)
    assert page == in_the_file(client, f"{url}figures.csv")
    assert len(page) > 50


def test_an_earlier_period_too(cast):
    client = client_of(cast, "analyst")
    asked = "?period=22B23A"
    page = on_the_page(client, f"/policy/cfsr/p5/{asked}")
    assert page == in_the_file(client, f"/policy/cfsr/p5/figures.csv{asked}")


@pytest.mark.parametrize("url", [PAGES[1], PAGES[2]])
def test_each_picture_stands_above_a_table(cast, url):
    page = client_of(cast, "analyst").get(url).content.decode()
    sections = re.findall(r"<section.*?</section>", page, re.DOTALL)
    pictured = [part for part in sections if 'role="img"' in part]
    assert len(pictured) >= 3
    for part in pictured:
        assert "<table" in part or 'href="#areas-table"' in part
        assert part.count("<desc") == part.count('role="img"')


@pytest.mark.parametrize(("system", "code"), AREAS)
def test_the_printed_page_says_the_figures_of_the_files(cast, system, code):
    client = client_of(cast, "analyst")
    text = pdf_text(client.get(f"/policy/{system}/areas/{code}/page.pdf").content)
    for slug in three(system):
        found = rows(client.get(f"/policy/{system}/{slug}/figures.csv"))
        nation = [r for r in found if r["part"] == "trend"][-1]
        (here,) = [r for r in found if r["area"] == code and r["part"] in ("regions", "areas")]
        assert f": {as_printed(nation)}, " in text
        if here["value"]:
            between = " of " if here["unit"] == "percent" else " in "
            counts = between.join(f"{int(here[key]):,}" for key in ("numerator", "denominator"))
            assert f"{as_printed(here)} {counts}" in text
        else:
            assert f"no figure {here['note'][:30]}" in text


@pytest.mark.parametrize(("system", "code"), AREAS)
def test_the_printed_map_says_the_figures_of_the_file(cast, system, code):
    client = client_of(cast, "analyst")
    text = pdf_text(client.get(f"/policy/{system}/areas/{code}/page.pdf").content)
    first = three(system)[0]
    regions = rows(client.get(f"/policy/{system}/{first}/figures.csv"))
    places = release(system).places
    told = [r for r in regions if r["part"] == "regions" and r["area"] in places]
    assert len(told) == len(places)
    for row in told:
        sign = r"( [▲▼]+)?" if row["place_usual"] not in ("", "within") else ""
        wanted = rf" {places[row['area']].short}{sign} {re.escape(row['value'])}"
        assert re.search(wanted, text), row


def three(system: str) -> tuple[str, ...]:
    """What the printed page shows, written down here and not asked of the code."""
    if system == "cfsr":
        return ("p5", "p1", "p4")
    return ("placements_3plus", "same_carer_2y", "social_workers_3plus")


def as_printed(row: dict[str, str]) -> str:
    return row["value"] + ("\xa0%" if row["unit"] == "percent" else "")
