"""One search box, by keyboard first."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, faults


def test_a_child_is_found_by_keyboard_alone_although_misspelt(opened):
    page = opened("caseworker", DESK)
    page.goto("children/")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("mlio marin")
    page.keyboard.press("Enter")
    result = page.locator("main").get_by_role("link", name="Milo Marin").first
    expect(result).to_be_visible()
    assert faults(page) == []
    for _press in range(40):
        page.keyboard.press("Tab")
        if result.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Milo Marin")


def test_arrow_keys_walk_from_the_box_through_what_was_found(opened):
    page = opened("data_manager", DESK)
    page.goto("children/")
    page.keyboard.press("/")
    page.keyboard.type("marin")
    page.keyboard.press("Enter")
    found = page.locator("#found [data-found]")
    expect(found.first).to_be_visible()
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(found.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(found.nth(1)).to_be_focused()
    for _press in range(2):
        page.keyboard.press("ArrowUp")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("zzzzzz")
    expect(page.get_by_role("status")).to_have_text("Nobody found")
    assert faults(page) == []


def test_on_a_phone_the_keyboard_does_not_cover_what_was_found(opened):
    page = opened("caseworker", PHONE, has_touch=True, is_mobile=True)
    page.goto("search/?q=marin")
    expect(page.locator("#found [data-found]").first).to_be_visible()
    expect(page.locator("#find")).not_to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert faults(page) == []


def test_the_skip_link_leads_past_the_frame(opened):
    page = opened("caseworker", DESK)
    page.goto("children/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_every_stop_of_the_keyboard_shows_where_it_is(opened):
    page = opened("caseworker", DESK)
    page.goto("children/")
    page.get_by_role("link", name="Milo Marin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Milo Marin")
    unseen = []
    for _press in range(60):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
              const here = document.activeElement;
              if (here === document.body) return 'end';
              const inner = here.querySelector('rect, circle') || here;
              const style = getComputedStyle(here), within = getComputedStyle(inner);
              const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
              return ring || parseFloat(within.strokeWidth) >= 3
                ? '' : here.outerHTML.slice(0, 120);
            }"""
        )
        if shown == "end":
            break
        if shown:
            unseen.append(shown)
    assert not unseen


def test_a_stranger_finds_nothing_and_is_told_nothing(opened):
    caseworker = opened("caseworker", DESK)
    caseworker.goto("children/")
    child = caseworker.get_by_role("link", name="Milo Marin").get_attribute("href")
    page = opened("stranger", PHONE)
    page.goto("search/?q=milo")
    expect(page.locator("main")).not_to_contain_text("Marin")
    for address in (child, child + "map/", child + "edit/", child + "who-looked/"):
        answer = page.goto(address)
        assert answer.status == 404
        expect(page.locator("main")).not_to_contain_text("Milo")


def test_the_frame_speaks_spanish(opened):
    page = opened("", PHONE)
    page.goto("components/")
    page.get_by_role("button", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_role("link", name="Ir al contenido")).to_be_attached()
    assert faults(page) == []
