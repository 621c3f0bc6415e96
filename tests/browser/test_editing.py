"""What changes a record: nothing typed is lost, nothing that was is deleted."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, faults


def _milo(page) -> str:
    page.goto("children/")
    page.get_by_role("link", name="Milo Marin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Milo Marin")
    return page.url


def _add(page, child: str, name: str) -> None:
    page.goto(child + "ties/new/")
    page.get_by_label("Somebody new to the record").check()
    page.get_by_label("Name of somebody new").fill(name)
    page.get_by_label("What are they to the child?").select_option(label="friend")
    page.get_by_label("Since when").fill("2026-01-05")
    page.get_by_role("button", name="Save").click()


def test_somebody_new_stands_on_the_map_and_stays_when_the_tie_ends(opened):
    page = opened("caseworker", PHONE)
    child = _milo(page)
    _add(page, child, "Zelda Quirk")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert faults(page) == []
    page.goto(child)
    expect(page.locator("#map-words")).to_contain_text("Zelda Quirk")
    expect(page.locator("svg.map--narrow")).to_contain_text("Zelda")
    page.locator("#map-words").get_by_role("link", name="Zelda Quirk").click()
    page.get_by_role("link", name="End or change").click()
    page.get_by_label("The tie has ended").check()
    page.get_by_label("From which day").fill("2026-11-01")
    page.get_by_label("Why it ended").select_option(label="moved")
    assert faults(page) == []
    page.get_by_role("button", name="Save").click()
    page.goto(child)
    ended = page.locator(".words__person.is-ended", has_text="Zelda Quirk")
    expect(ended).to_contain_text("moved")


def test_what_is_wrong_is_said_at_the_top_and_nothing_typed_is_lost(opened):
    page = opened("caseworker", DESK)
    child = _milo(page)
    page.goto(child + "ties/new/")
    page.get_by_label("Somebody new to the record").check()
    page.get_by_label("Name of somebody new").fill("Wanda Left")
    page.get_by_label("The child calls them").fill("Wawa")
    page.get_by_role("button", name="Save").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert faults(page) == []
    expect(page.get_by_label("Name of somebody new")).to_have_value("Wanda Left")
    expect(page.get_by_label("The child calls them")).to_have_value("Wawa")
    summary.get_by_role("link", name=re.compile("Since when")).click()
    expect(page.get_by_label("Since when")).to_be_focused()


def test_a_correction_keeps_what_stood_there_with_who_and_why(opened):
    page = opened("caseworker", DESK)
    child = _milo(page)
    _add(page, child, "Petra Wrong")
    page.goto(child)
    page.locator("#map-words").get_by_role("link", name="Petra Wrong").click()
    page.get_by_role("link", name="Correct a mistake").click()
    page.get_by_label("The child calls them").fill("Pet")
    page.get_by_label("Why is this put right?").select_option(index=1)
    page.get_by_role("button", name="Save").click()
    page.goto(child)
    page.locator("#map-words").get_by_role("link", name="Petra Wrong").click()
    history = page.locator(".history")
    expect(history).to_contain_text("Carl Mensah")
    expect(history).to_contain_text("Pet")
    page.get_by_role("link", name="Mark as entered in error").click()
    page.get_by_label("Why is this put right?").select_option(index=1)
    page.get_by_role("button", name="Hide it").click()
    page.goto(child)
    expect(page.locator("#map-words")).not_to_contain_text("Petra Wrong")


def test_two_main_homes_on_one_day_are_refused_with_words_that_help(opened):
    page = opened("caseworker", DESK)
    child = _milo(page)
    page.goto(child + "stays/new/")
    page.get_by_label("What kind of home").select_option(label="with kin")
    page.get_by_label("Since when").fill("2026-11-01")
    page.get_by_label(re.compile("It is a move")).uncheck()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".error-summary")).to_contain_text(re.compile("shared", re.IGNORECASE))
    expect(page.get_by_label("Since when")).to_have_value("2026-11-01")
    assert faults(page) == []


def test_likely_duplicates_show_while_a_name_is_typed(opened):
    page = opened("caseworker", DESK)
    child = _milo(page)
    page.goto(child + "ties/new/")
    page.get_by_label("Somebody new to the record").check()
    page.get_by_label("Name of somebody new").press_sequentially("Dana Okaffor", delay=15)
    expect(page.locator("form").get_by_text("Dana Okafor").nth(1)).to_be_visible()
    assert faults(page) == []


def test_what_is_typed_survives_a_time_out(opened):
    page = opened("caseworker", DESK)
    child = _milo(page)
    _add(page, child, "Long Words")
    page.goto(child)
    page.locator("#map-words").get_by_role("link", name="Long Words").click()
    page.get_by_role("link", name="Correct a mistake").click()
    with page.expect_response(lambda answer: "/drafts/" in answer.url and answer.ok):
        page.get_by_label("In a few words").press_sequentially("she told us at the gate", delay=5)
        page.get_by_label("In a few words").blur()
    form = page.url
    again = opened("caseworker", DESK)
    again.goto(form)
    expect(again.locator("main")).to_contain_text("she told us at the gate")
