from __future__ import annotations

import pytest
from django.test import Client

from basehaven.knowledge.published import figures
from tests.apps.policy.pages import client_of, texts

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

URL = "/policy/cfsr/areas/SC/"


def test_every_figure_of_a_state_is_the_one_that_was_printed(cast):
    said = texts(client_of(cast, "analyst").get(URL))
    for row in figures("cfsr"):
        if row.area == "SC" and row.value.number is not None:
            assert f"{row.numerator.count:,}" in said
            assert f"{row.denominator.count:,}" in said


def test_a_local_authority_stands_beside_its_region_and_the_country(cast):
    said = " ".join(texts(client_of(cast, "analyst").get("/policy/england/areas/E06000001/")))
    assert "Hartlepool" in said
    assert "North East" in said
    assert "England: 10 %" in said


def test_an_area_without_figures_gives_the_reason(cast):
    said = " ".join(texts(client_of(cast, "analyst").get("/policy/cfsr/areas/PR/")))
    assert "Not published, as a rule because" in said


def test_whoever_is_signed_in_may_read_it_and_what_is_not_there_is_not_found(cast):
    assert client_of(cast, "stranger").get(URL).status_code == 200
    for gone in ("/policy/cfsr/areas/XX/", "/policy/cfsr/areas/US/", "/policy/narnia/areas/SC/"):
        assert client_of(cast, "analyst").get(gone).status_code == 404
    assert Client().get(URL).status_code == 302
