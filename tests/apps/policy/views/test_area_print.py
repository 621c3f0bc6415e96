from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.apps.policy.pages import client_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

URL = "/policy/england/areas/E06000001/page.pdf"


def pdf(cast, url=URL):
    response = client_of(cast, "analyst").get(url)
    assert response["Content-Type"] == "application/pdf"
    return response.content


@pytest.mark.parametrize(
    "url", [URL, "/policy/cfsr/areas/SC/page.pdf", "/policy/cfsr/areas/TX/page.pdf"]
)
def test_it_is_one_tagged_page(cast, url):
    content = pdf(cast, url)
    assert int(re.search(rb"/Type/Pages.*?/Count (\d+)", content, re.DOTALL)[1]) == 1
    assert b"/StructTreeRoot" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_its_language_is_what_was_asked_for(cast):
    assert b"/Lang(es" in pdf(cast, URL + "?language=es")
    assert b"/Lang(en" in pdf(cast, URL + "?language=nonsense")


def test_whoever_is_signed_in_may_read_it_and_what_is_not_there_is_not_found(cast):
    assert client_of(cast, "stranger").get(URL).status_code == 200
    assert client_of(cast, "analyst").get("/policy/cfsr/areas/XX/page.pdf").status_code == 404
    assert Client().get(URL).status_code == 302
