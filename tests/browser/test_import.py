"""A data manager brings a real file in: check, read, accept; nothing is saved before."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.architecture.house import ROOT
from tests.browser.conftest import DESK, PHONE, faults

FILES = [ROOT / "tests/data/ssda903" / name for name in ("header.csv", "episodes.csv")]
pytestmark = pytest.mark.slow


def test_a_return_is_checked_left_read_and_accepted(opened):
    page = opened("data_manager", DESK)
    page.goto("imports/new/")
    page.get_by_label("SSDA903, the English return").check()
    page.get_by_label("Files").set_input_files(FILES)
    page.get_by_role("button", name="Check the files").click()
    run = page.url
    page.goto("children/")
    page.goto("imports/")
    expect(page.locator("main")).to_contain_text("ssda903")
    page.goto(run)
    expect(page.get_by_role("heading", name="Save it?")).to_be_visible(timeout=90_000)
    counts = page.locator("section", has_text="What was read").first
    expect(counts).to_contain_text("7,725 rows read")
    expect(page.locator("main")).to_contain_text(re.compile("overlap|before the episode"))
    assert faults(page) == []
    page.get_by_role("button", name="Save the good children").click()
    expect(page.get_by_role("heading", name="What it changed in the record")).to_be_visible(
        timeout=90_000
    )
    expect(page.get_by_role("link", name="Refused rows, to mend")).to_be_visible()
    assert faults(page) == []


def test_a_file_that_is_not_what_it_says_is_refused_in_words(opened, tmp_path):
    false = tmp_path / "episodes.csv"
    false.write_bytes(b"%PDF-1.7 not a table")
    page = opened("data_manager", PHONE)
    page.goto("imports/new/")
    page.get_by_label("SSDA903, the English return").check()
    page.get_by_label("Files").set_input_files(false)
    page.get_by_role("button", name="Check the files").click()
    expect(page.locator("main [role=alert]").first).to_be_visible(timeout=60_000)
    assert faults(page) == []
