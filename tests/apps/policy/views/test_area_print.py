from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.apps.policy.pages import client_of
from tests.apps.policy.pdf_text import pdf_text

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

URL = "/policy/england/areas/E06000001/page.pdf"


def pdf(cast, url=URL):
    response = client_of(cast, "analyst").get(url)
    assert response["Content-Type"] == "application/pdf"
    return response.content


@pytest.mark.parametrize(
    "url",
    [
        f"{address}?language={language}"
        for address in (URL, "/policy/cfsr/areas/SC/page.pdf", "/policy/cfsr/areas/PR/page.pdf")
        for language in ("en", "es")
    ],
)
def test_it_is_one_tagged_page(cast, url):
    content = pdf(cast, url)
    assert int(re.search(rb"/Type/Pages.*?/Count (\d+)", content, re.DOTALL)[1]) == 1
    assert b"/StructTreeRoot" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_it_holds_three_figures_a_map_their_meaning_what_was_done_and_what_is_not_known(cast):
    text = pdf_text(pdf(cast, "/policy/cfsr/areas/OR/page.pdf"))
    headings = (
        "Oregon: children in care, in three figures", "Moves from home to home in care (for each",
        "What they mean", "What was done elsewhere", "What is not known",
    )  # fmt: skip
    assert [text.index(one) for one in headings] == sorted(text.index(one) for one in headings)
    assert "Drafts, not advice" in text
    assert "nor in stable homes over two years" in text


def test_its_map_says_in_words_which_regions_are_unusual(cast):
    content = pdf(cast, "/policy/cfsr/areas/OR/page.pdf")
    (alt,) = re.findall(rb"/Alt\s?\((.*?)\)/", content, re.DOTALL) or [b""]
    assert b"7 areas are unusual" in alt
    assert b"Hawaii: 0.33, unusually low, by far" in alt


def test_its_language_is_what_was_asked_for(cast):
    assert b"/Lang(es" in pdf(cast, URL + "?language=es")
    assert b"/Lang(en" in pdf(cast, URL + "?language=nonsense")


def test_whoever_is_signed_in_may_read_it_and_what_is_not_there_is_not_found(cast):
    assert client_of(cast, "stranger").get(URL).status_code == 200
    assert client_of(cast, "analyst").get("/policy/cfsr/areas/XX/page.pdf").status_code == 404
    assert Client().get(URL).status_code == 302
