"""A caseworker, a teacher and a parent open one child, on a phone and on a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, faults

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


def _open_milo(page):
    page.goto("children/")
    page.get_by_role("link", name="Milo Marin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Milo Marin")
    return page


@SIZES
@pytest.mark.parametrize("role", ["caseworker", "teacher", "home_visitor", "parent"])
def test_a_child_is_two_taps_from_the_sign_in(opened, role, size):
    page = _open_milo(opened(role, size))
    expect(page.locator("main")).to_contain_text("19 months, corrected 17")
    expect(page.get_by_role("heading", name="Who is there for Milo")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    assert faults(page) == []


def test_what_matters_is_on_the_first_screen_of_a_tablet(opened):
    page = _open_milo(opened("caseworker", {"width": 1024, "height": 768}))
    for text in ("Milo Marin", "Who is there for Milo", "Dana Okafor", "Gus Marin"):
        expect(page.get_by_text(text).locator("visible=true").first).to_be_in_viewport()
    expect(page.locator("svg.map--wide")).to_be_in_viewport(ratio=0.6)


def test_a_restriction_stands_in_words_on_the_map_and_in_the_list(opened):
    page = _open_milo(opened("teacher"))
    expect(page.locator("svg.map--wide")).to_contain_text("no contact")
    expect(page.locator("#map-words")).to_contain_text("may not pick up")
    expect(page.get_by_label("Restrictions")).to_contain_text("Gus Marin")


def test_the_slider_goes_back_to_before_birth_by_keyboard(opened):
    page = _open_milo(opened("caseworker"))
    words = page.locator("#map-words")
    expect(words).to_contain_text("Dana Okafor")
    page.get_by_role("slider").focus()
    with page.expect_response(re.compile(r"/map/")):
        page.keyboard.press("Home")
    expect(words).to_contain_text("June Abara")
    expect(words).not_to_contain_text("Dana Okafor")
    expect(page.locator("svg.map--wide")).not_to_contain_text("Dana")
    with page.expect_response(re.compile(r"/map/")):
        page.keyboard.press("End")
    expect(words).to_contain_text("Dana Okafor")
    assert faults(page) == []


def test_a_step_says_what_was_kept_added_and_taken_away(opened):
    page = _open_milo(opened("caseworker"))
    back = page.get_by_role("link", name="One change back")
    for _step in range(4):
        with page.expect_response(re.compile(r"/map/")):
            back.click()
    said = page.locator("#map-step").inner_text()
    assert re.search(r"kept \d+.*added \d+.*taken away \d+", said, re.DOTALL), said


def test_without_javascript_the_slider_is_a_form(opened):
    page = _open_milo(opened("caseworker", java_script_enabled=False))
    page.get_by_role("link", name="One change back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Milo Marin")
    expect(page.locator("#map-words")).to_contain_text("There then")


def test_a_bar_of_the_life_line_opens_its_record(opened):
    page = _open_milo(opened("caseworker"))
    bar = page.locator("a.bar").first
    bar.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What the record holds")).to_be_visible()
    assert faults(page) == []


def test_what_was_known_on_a_day_says_so(opened):
    page = _open_milo(opened("caseworker"))
    page.get_by_text("Another day, or what was known on a day").click()
    page.get_by_label("As known on").fill("2025-06-01")
    page.locator(".dates").get_by_role("button", name="Show").click()
    expect(page.get_by_text("as it was known on")).to_be_visible()
    assert faults(page) == []


def test_on_paper_the_page_is_the_record_and_nothing_else(opened):
    page = _open_milo(opened("caseworker"))
    page.emulate_media(media="print")
    expect(page.locator(".frame-top")).to_be_hidden()
    expect(page.get_by_role("slider")).to_be_hidden()
    expect(page.locator("#map-words")).to_be_visible()
    expect(page.locator("svg.map--wide")).to_be_visible()


def test_the_family_sees_who_looked_and_not_where_the_carer_lives(opened):
    caseworker = _open_milo(opened("caseworker"))
    parent = _open_milo(opened("parent"))
    parent.get_by_role("link", name="Who looked").click()
    expect(parent.locator("main")).to_contain_text("Carl Mensah")
    stay = caseworker.locator('a.bar[href*="/stay/"]').last.get_attribute("href")
    caseworker.goto(stay)
    parent.goto(stay)
    expect(caseworker.locator("main")).to_contain_text("Address")
    expect(parent.locator("main")).not_to_contain_text("Alder Way")


def test_what_stands_beside_people_is_still_there_when_the_slider_moved(opened):
    page = _open_milo(opened("caseworker"))
    beside = page.locator("[id^=beside-].words__says")
    expect(beside.first).to_be_visible()
    said = beside.all_inner_texts()
    slider = page.get_by_role("slider")
    for key in ("Home", "End"):
        with page.expect_response(re.compile(r"/map/")):
            slider.press(key)
    expect(page.locator("#map-words")).to_contain_text("Dana Okafor")
    expect(beside).to_have_text(said)
    assert faults(page) == []
