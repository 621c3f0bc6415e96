from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_the_page_comes_back_in_the_chosen_language(client):
    answer = client.post("/language/", {"language": "es", "next": "/components/"})
    assert answer.headers["Location"] == "/components/"
    assert b'<html lang="es">' in client.get("/components/").content


def test_a_language_that_is_not_offered_changes_nothing(client):
    client.post("/language/", {"language": "xx", "next": "/components/"})
    assert b'<html lang="en">' in client.get("/components/").content


def test_nobody_is_sent_to_another_site(client):
    answer = client.post("/language/", {"language": "es", "next": "https://elsewhere.example/"})
    assert "elsewhere" not in answer.headers["Location"]


def test_both_languages_are_offered_on_every_page(client):
    page = client.get("/components/").content.decode()
    assert 'value="en" lang="en" aria-pressed="true"' in page
    assert 'value="es" lang="es" aria-pressed="false"' in page
