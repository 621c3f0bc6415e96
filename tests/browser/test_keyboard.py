"""By keyboard alone: every form of the record is filled in, sent and, if it must be, mended."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, faults
from tests.browser.test_everywhere import read_words

FORMS = {
    "caseworker": (
        *("/children/new/", "/children/{child}/correct/", "/children/{child}/twin/"),
        *("/children/{child}/ties/new/", "/children/{child}/ties/{tie}/end/"),
        *("/children/{child}/ties/{tie}/change/", "/children/{child}/ties/{tie}/correct/"),
        *("/children/{child}/contacts/new/", "/children/{child}/siblings/new/"),
        *("/children/{child}/stays/new/", "/children/{child}/removals/new/"),
        *("/children/{child}/homes/{home}/correct/", "/children/{child}/restrictions/new/"),
        *("/children/{child}/rights/new/", "/children/{child}/workers/new/"),
        *("/children/{child}/people/{adult}/correct/", "/children/{child}/people/{adult}/account/"),
        *("/children/{child}/tie/{tie}/error/", "/children/{child}/lawful-removal/"),
    ),
    "director": (
        *("/rooms/new/", "/rooms/{room}/correct/", "/rooms/{room}/workers/new/"),
        *("/rooms/{room}/shifts/new/", "/rooms/{room}/shifts/{shift}/correct/"),
        *("/children/{child}/primaries/new/", "/children/{child}/primaries/{primary}/end/"),
        *("/children/{child}/enrolments/new/", "/children/{child}/attendance/new/"),
    ),
}
# What has the focus: its name and place, and whether one can see that it has it.
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const inside = ['date', 'datetime-local'].includes(e.type);  // its parts show their own
  return {name: e.name || '', skip: e.matches('.skip'), seen: outlined || inside,
          form: !!e.closest('main form'), html: e.outerHTML.slice(0, 120)};
}"""
CONTROLS = """() => [...new Set([...document.querySelectorAll(
    'main form :is(input, select, textarea)')]
  .filter(e => e.offsetParent && e.type !== 'hidden' && !e.closest('details:not([open])'))
  .map(e => e.name))]"""
MANY = 150  # presses of Tab: more than any page has stops


@pytest.fixture(scope="module")
def words(site, chromium):
    return read_words(site, chromium)


def stops(page, key: str = "Tab") -> list[dict]:
    """Where Tab goes, until it leaves the page or begins again."""
    found: list[dict] = []
    for _press in range(MANY):
        page.keyboard.press(key)
        here = page.evaluate(FOCUSED)
        if here is None or (here["skip"] and found):
            return found
        found.append(here)
    raise AssertionError(f"{MANY} presses of {key} do not leave the page: {found[-1]['html']}")


def go_to(page, name: str, key: str = "Tab") -> None:
    """Tab on until a control of this name has the focus."""
    for _press in range(MANY):
        page.keyboard.press(key)
        here = page.evaluate(FOCUSED)
        if here and here["name"] == name:
            return
    raise AssertionError(f"Tab does not reach {name}")


def choose(page, name: str, word: str) -> None:
    """In a list: type what it begins with."""
    go_to(page, name)
    page.keyboard.type(word, delay=10)


def send(page) -> None:
    """Tab on to the button that saves."""
    for _press in range(MANY):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.form-actions .button--primary')"):
            page.keyboard.press("Enter")
            return
    raise AssertionError("Tab does not reach the button that saves")


def write_day(page, name: str, month_day_year: str) -> None:
    go_to(page, name)
    page.keyboard.type(month_day_year)


@pytest.mark.parametrize("role", FORMS)
def test_every_control_is_reached_seen_and_left_again(opened, words, role):
    page = opened(role, DESK)
    wrong = []
    for path in FORMS[role]:
        page.goto(path.format(**words).lstrip("/"))
        expect(page.locator("main form").first).to_be_visible()
        found = stops(page)
        reached = {here["name"] for here in found}
        wrong += [f"{path}: never at {name}" for name in page.evaluate(CONTROLS)
                  if name not in reached]  # fmt: skip
        wrong += [f"{path}: not seen at {here['html']}" for here in found if not here["seen"]]
        page.locator("footer button").last.focus()
        back = stops(page, "Shift+Tab")
        if not any(here["form"] for here in back):
            wrong.append(f"{path}: Shift+Tab does not come back to the form")
    assert not wrong, "\n".join(wrong)


def _milo(page, words) -> str:
    page.goto(f"children/{words['child']}/")
    return page.url


def test_somebody_new_is_added_by_keyboard(opened, words):
    page = opened("caseworker", DESK)
    child = _milo(page, words)
    page.goto(child + "ties/new/")
    go_to(page, "adult_q")
    page.keyboard.press("Shift+Tab")  # the people on the record are one group
    go_to(page, "adult", "Shift+Tab")
    page.keyboard.press("ArrowUp")  # before the first comes the last: somebody new
    expect(page.get_by_label("Somebody new to the record")).to_be_checked()
    go_to(page, "new_name")
    page.keyboard.type("Kara Keys")
    choose(page, "kind", "neigh")
    write_day(page, "started_on", "01052026")
    page.keyboard.press("Enter")  # in any field: it saves, and does not search
    page.wait_for_url(child)
    expect(page.locator("#map-words")).to_contain_text("Kara Keys")


def test_somebody_is_found_and_chosen_by_keyboard(opened, words):
    page = opened("caseworker", DESK)
    child = _milo(page, words)
    page.goto(child + "contacts/new/")
    go_to(page, "adult_q")
    page.keyboard.type("Vera Castilo", delay=10)
    page.keyboard.press("Enter")
    found = page.locator(".pick__found input").first
    expect(found).to_be_focused()
    page.keyboard.press("Space")
    expect(found).to_be_checked()
    write_day(page, "on", "11012026")
    choose(page, "kind", "visit")
    send(page)
    page.wait_for_url(child)
    page.goto(child + "contacts/")
    expect(page.locator("main")).to_contain_text("1 Nov 2026")


def test_nobody_found_is_said_and_the_search_keeps_the_focus(opened, words):
    page = opened("caseworker", DESK)
    page.goto(_milo(page, words) + "ties/new/")
    go_to(page, "adult_q")
    page.keyboard.type("Zyxwv Qqq")
    page.keyboard.press("Enter")
    status = page.locator(".pick__found")
    expect(status).to_contain_text("Nobody and nothing found")
    assert status.get_attribute("role") == "status"
    expect(page.locator("[name=adult_q]")).to_be_focused()


def test_without_javascript_the_search_comes_back_at_what_it_found(opened, words):
    page = opened("caseworker", DESK, java_script_enabled=False)
    page.goto(f"children/{words['child']}/contacts/new/")
    page.locator("[name=adult_q]").fill("Vera Castillo")
    page.get_by_role("button", name="Search", exact=True).press("Enter")
    expect(page.locator(".error-summary")).to_have_count(0)
    expect(page.locator(".pick__found input[autofocus]")).to_have_count(1)


def test_a_home_is_moved_to_by_keyboard_and_an_error_leads_to_its_field(opened, words):
    page = opened("caseworker", DESK)
    child = _milo(page, words)
    page.goto(child + "ties/new/")
    go_to(page, "called")
    page.keyboard.press("Enter")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert summary.get_attribute("role") == "alert"
    assert faults(page) == []
    for label, target in (("Who", "#id_adult_field"), ("Since when", "#id_started_on")):
        summary.focus()
        link = summary.get_by_role("link", name=re.compile(f"^{label}"))
        while not link.evaluate("e => e === document.activeElement"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(target)).to_be_focused()
    described = page.locator("#id_started_on").get_attribute("aria-describedby")
    assert "id_started_on_error" in described
    expect(page.locator("#id_started_on_error")).to_be_visible()


def test_enter_saves_what_was_kept_and_does_not_discard_it(opened, words):
    page = opened("caseworker", DESK)
    child = _milo(page, words)
    address = child + f"people/{words['adult']}/correct/"
    page.goto(address)
    go_to(page, "reason_words")
    with page.expect_response(lambda answer: "/drafts/" in answer.url and answer.ok):
        page.keyboard.type("her own words")
    page.goto(address)
    expect(page.get_by_role("button", name="Discard it and start again")).to_be_visible()
    choose(page, "reason_kind", "a slip")
    go_to(page, "name", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(child)
    page.goto(address)
    expect(page.get_by_role("button", name="Discard it and start again")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("her own words")


def test_a_shift_is_added_by_keyboard(opened, words):
    page = opened("director", DESK)
    page.goto(f"rooms/{words['room']}/shifts/new/")
    go_to(page, "adult")
    page.keyboard.press("Space")
    write_day(page, "from_at", "120720260730AM")
    write_day(page, "to_at", "120720260330PM")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/rooms/[0-9a-f-]+/$"))
    page.goto(page.url + "?week=2026-12-07")
    expect(page.locator("main")).to_contain_text("Mon 7 Dec 07:30 – 15:30")


def test_the_slider_and_its_steps_keep_the_focus(opened, words):
    page = opened("caseworker", DESK)
    _milo(page, words)
    go_to(page, "step")
    with page.expect_response(re.compile(r"/map/")):
        page.keyboard.press("Home")
    slider = page.get_by_role("slider")
    expect(slider).to_be_focused()
    expect(page.locator("#map-step")).to_contain_text("added")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('#slider-step')"), "a trap"
    forward = page.locator("#slider-after")
    forward.focus()
    with page.expect_response(re.compile(r"/map/")):
        page.keyboard.press("Enter")
    expect(slider).to_have_value("1")  # the answer is on the page, not only here
    expect(page.locator("#slider-after")).to_be_focused()
    back = page.locator("#slider-before")
    back.focus()
    with page.expect_response(re.compile(r"/map/")):
        page.keyboard.press("Enter")  # at the first step: there is no further back
    expect(slider).to_have_value("0")
    expect(page.locator("#slider-before")).to_be_focused()
    expect(page.locator("#slider-before")).to_have_attribute("aria-disabled", "true")
    assert faults(page) == []


def test_what_may_be_done_opens_and_closes_by_keyboard(opened, words):
    page = opened("caseworker", DESK)
    _milo(page, words)
    menu = page.locator("details.deeds summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Add a tie")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.get_by_role("link", name="Add a tie")).not_to_be_visible()
