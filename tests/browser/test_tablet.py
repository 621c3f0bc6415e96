"""A tablet that stands in a room: enrolled once, opened with a PIN, handed on, locked."""

from __future__ import annotations

import pytest

from tests.browser.conftest import faults, sign_in

pytestmark = pytest.mark.browser
TABLET = {"width": 1180, "height": 820}


def test_a_tablet_is_enrolled_opened_with_a_pin_and_locked_again(opened, scene, site):
    page = opened("", TABLET)
    sign_in(page, site, "teacher")  # of its own: this one ends
    page.goto("/pin/")
    page.get_by_label("Your password").fill(site.sign_ins["teacher"]["password"])
    page.get_by_label("New PIN").fill("4071")
    page.get_by_label("The same once more").fill("4071")
    page.get_by_role("button", name="Save").click()
    page.goto(f"/boards/{scene['board']}/tablets/")
    page.get_by_label("Name of the tablet").fill("by the door")
    page.get_by_role("button", name="Enrol this device").click()
    page.wait_for_url("**/boards/**")  # still signed in with a password
    assert not faults(page)
    page.get_by_text("Your account").locator("..").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/tablet/")
    assert page.get_by_role("heading", name="Sunflower room").is_visible()
    assert not faults(page)
    page.get_by_role("link", name="Ana").click()
    page.get_by_label("Your PIN").fill("9999")
    page.get_by_role("button", name="Open the board").click()
    assert page.get_by_text("These are not your digits").first.is_visible()
    assert not faults(page)
    page.get_by_label("Your PIN").fill("4071")
    page.keyboard.press("Enter")
    page.get_by_role("article", name="Noor").wait_for()
    assert not page.get_by_role("navigation").is_visible()
    assert not faults(page)
    page.get_by_role("link", name="Lock the tablet").first.click()
    assert page.get_by_role("heading", name="Open the board").is_visible()
    page.goto(f"/boards/{scene['board']}/")
    page.wait_for_url("**/accounts/login/**")
