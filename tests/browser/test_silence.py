"""Somebody has not been seen: said in three touches, on a phone, and shown until they meet."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, faults


def card_of(page):
    return page.locator("#map-silences section", has_text="Ida Marin has not been seen")


def open_milo(page):
    page.goto("children/")
    page.get_by_role("link", name="Milo Marin").click()
    expect(card_of(page)).to_be_visible()
    return page


def test_why_not_is_said_in_three_touches(opened):
    page = open_milo(opened("caseworker", PHONE, has_touch=True))
    card_of(page).get_by_role("link", name="Say why not").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why they did not meet")
    assert faults(page) == []
    page.get_by_label("transport").tap()
    expect(page.get_by_label("For which day it was planned")).to_be_visible()
    expect(page.get_by_label("Since which day")).to_be_hidden()
    assert faults(page) == []
    page.get_by_role("button", name="Save").tap()
    expect(card_of(page)).to_contain_text("cancelled by transport")
    expect(page.locator("#map-words")).to_contain_text("cancelled by transport")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_contact_is_arranged_with_the_person_filled_in(opened, size):
    page = open_milo(opened("caseworker", size))
    card_of(page).get_by_role("link", name="Arrange contact").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Arrange contact")
    expect(page.get_by_role("radio", name="Ida Marin")).to_be_checked()
    expect(page.locator("main")).to_contain_text("Gus Marin: no contact")
    assert faults(page) == []


def test_by_keyboard_alone_somebody_is_said_to_be_away_for_now(opened):
    page = open_milo(opened("caseworker"))
    card_of(page).get_by_role("link", name="Say why not").focus()
    page.keyboard.press("Enter")
    page.get_by_label("hospital").focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("Since which day")).to_be_visible()
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(card_of(page)).to_contain_text("No contact at present: hospital")


def test_once_they_have_met_the_card_is_gone(opened):
    page = open_milo(opened("caseworker", java_script_enabled=False))
    card_of(page).get_by_role("link", name="They did meet").click()
    expect(page.get_by_role("radio", name="Ida Marin")).to_be_checked()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Milo Marin")
    expect(card_of(page)).to_have_count(0)
    expect(page.locator("#map-words")).to_contain_text("seen today")
