"""The part of the page that follows the slider."""

from __future__ import annotations

import re

import pytest

from basehaven.apps.audit.models import Look
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def ask(client, child, query="", **headers):
    return client.get(f"{child.get_absolute_url()}map/{query}", headers=headers)


def test_moving_the_slider_brings_the_map_and_the_list_of_that_day(client, cast):
    sign_in(client, cast.caseworker)
    html = ask(client, cast.milo, f"?on={cast.day(335)}", hx_request="true").content.decode()
    assert '<svg class="map ' in html
    assert "taken away 1: Mia Trent" in html
    assert 'id="map-words" hx-swap-oob' in html
    assert "<html" not in html


def test_the_slider_itself_is_not_replaced_under_the_thumb(client, cast):
    sign_in(client, cast.caseworker)
    dragged = {"hx_request": "true", "hx_trigger_name": "step"}
    assert b'type="range"' not in ask(client, cast.milo, "?step=2", **dragged).content
    assert b'type="range"' in ask(client, cast.milo, "?step=2", hx_request="true").content


def test_the_address_bar_follows(client, cast):
    sign_in(client, cast.caseworker)
    response = ask(client, cast.milo, f"?on={cast.day(335)}", hx_request="true")
    expected = f"{cast.milo.get_absolute_url()}?on={cast.day(335)}"
    assert response.headers["HX-Replace-Url"] == expected


def test_what_a_panel_said_beside_people_stays_and_comes_again_for_who_is_new(client, cast):
    sign_in(client, cast.caseworker)
    answer = ask(client, cast.milo, f"?on={cast.day(335)}", hx_request="true")
    assert "map-moved" in answer.headers["HX-Trigger-After-Swap"]
    page = client.get(cast.milo.get_absolute_url()).content.decode()
    assert 'hx-trigger="load, map-moved from:body' in page
    for html in (answer.content.decode(), page):
        beside = re.findall(r'<span id="beside-[^"]+"[^>]*>', html)
        assert beside
        assert all("hx-preserve" in each for each in beside)


def test_without_scripts_the_address_leads_to_the_whole_page(client, cast):
    sign_in(client, cast.caseworker)
    response = ask(client, cast.milo, "?on=2025-01-01")
    assert response.status_code == 302
    assert response.url == f"{cast.milo.get_absolute_url()}?on=2025-01-01"


def test_a_stranger_gets_nothing(client, cast):
    sign_in(client, cast.stranger)
    assert ask(client, cast.milo, hx_request="true").status_code == 404


def test_every_look_back_is_recorded(client, cast):
    sign_in(client, cast.teacher)
    ask(client, cast.milo, "?step=1", hx_request="true")
    assert Look.objects.get(action="child_map").child_ref == cast.milo.ref


def test_a_step_that_does_not_exist_shows_the_last(client, cast):
    sign_in(client, cast.caseworker)
    html = ask(client, cast.milo, "?step=999", hx_request="true").content.decode()
    assert "today" in html
