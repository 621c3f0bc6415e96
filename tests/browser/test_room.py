"""The opening scene through the real pages: eight toddlers, one teacher, the second late."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE, faults

pytestmark = pytest.mark.browser
TABLET = {"width": 1180, "height": 820}
HERE = ("Noor", "Teo", "Eva", "Sam", "Ivy", "Leo", "Zoe")


@pytest.fixture
def board(scene):
    """The address of the scene's board, in the running demo."""
    return f"/boards/{scene['board']}/"


def tile(page, name):
    return page.get_by_role("article", name=name)


def dialog(page, name):
    tile(page, name).get_by_role("link", name=name, exact=True).click()
    return page.get_by_role("dialog", name=name)


def tap(opened_log, *cues):
    for cue in cues:
        box = opened_log.locator(f"input[name=seen][value={cue}]")
        if not box.is_visible():
            opened_log.get_by_text("Something else").click()
        box.check()


def log(page, name, *cues, turned_to=""):
    opened_log = dialog(page, name)
    tap(opened_log, *cues)
    if turned_to:
        opened_log.get_by_role("checkbox", name=turned_to, exact=True).first.check()
    opened_log.get_by_role("button", name="Save").click()
    page.get_by_text(f"Saved: {name}").wait_for()


def test_the_morning_of_the_opening_scene(opened, board):
    page = opened("teacher", TABLET)
    page.goto(board + "?open=1")
    for name in HERE:
        tile(page, name).get_by_role("link", name="Arrived").click()
        page.get_by_role("radio", name="Alex").first.check()
        page.get_by_role("button", name="Here now").click()
    log(page, "Noor", "cried", "hit", "pulled_at_door")
    log(page, "Teo", "wandered", "flat_face", turned_to="nobody")
    for name in ("Eva", "Sam", "Ivy", "Leo", "Zoe"):
        log(page, name, "wanted_lap", turned_to="Ana")
    page.goto(board + "?open=1")
    names = page.locator(".tile h2").all_inner_texts()
    assert set(names[:2]) == {"Noor", "Teo"}
    assert tile(page, "Noor").get_by_text("Needs someone now").is_visible()
    assert tile(page, "Teo").get_by_text("Quiet: do not miss").is_visible()
    for name in ("Noor", "Teo"):
        assert tile(page, name).locator(".tile__try").is_visible()
        assert tile(page, name).get_by_text("Ana").first.is_visible()
    assert not faults(page)


def test_three_taps_by_keyboard_alone(opened, board):
    page = opened("teacher", DESK)
    page.goto(board + "?open=1")
    tile(page, "Zoe").get_by_role("link", name="Zoe", exact=True).focus()
    page.keyboard.press("Enter")
    opened_log = page.get_by_role("dialog", name="Zoe")
    first = opened_log.locator("[data-first] input").first
    first.focus()
    page.keyboard.press("Space")
    assert first.is_checked()
    opened_log.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Saved: Zoe").wait_for()


def test_on_a_phone_the_save_button_is_in_reach_and_nothing_is_amiss(opened, board):
    page = opened("teacher", PHONE)
    page.goto(board + "?open=1")
    assert not faults(page)
    opened_log = dialog(page, "Teo")
    assert opened_log.get_by_role("button", name="Save").is_visible()
    box = opened_log.get_by_role("button", name="Save").bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]
    assert not faults(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def waiting(page):
    return page.locator("[data-queue]").inner_text()


def count_of(page, words):
    """How many moments of Eva's day say so."""
    page.goto(page.url)
    tile(page, "Eva").get_by_text("More").click()
    tile(page, "Eva").get_by_role("link", name="The day so far").click()
    page.get_by_role("heading", name="The day of Eva").wait_for()
    return page.get_by_role("main").get_by_text(words).count()


def test_without_a_network_moments_wait_locked_and_are_sent_once(opened, board):
    page = opened("teacher", PHONE)
    page.goto(board + "?open=1")
    page.context.set_offline(True)
    for cue in ("brought_toy", "pointed"):
        opened_log = dialog(page, "Eva")
        opened_log.get_by_role("radio", name="Play", exact=True).check()
        tap(opened_log, cue)
        opened_log.get_by_role("button", name="Save").click()
        opened_log.wait_for(state="hidden")
    page.get_by_text("2 moments wait for the network").wait_for()
    kept = page.evaluate(
        """async () => {
          const db = await new Promise((done) => {
            const asked = indexedDB.open("basehaven-room", 1);
            asked.onsuccess = () => done(asked.result);
          });
          return new Promise((done) => {
            const all = db.transaction("moments").objectStore("moments").getAll();
            all.onsuccess = () => done(JSON.stringify(all.result.map((item) => ({
              ...item, locked: new TextDecoder().decode(item.locked)}))));
          });
        }"""
    )
    assert "Eva" not in kept
    assert "brought_toy" not in kept
    page.context.set_offline(False)
    page.reload()  # nothing is lost when the page is
    page.locator("[data-queue]").wait_for(state="hidden")
    assert count_of(page, "brought a toy") == 1


def test_without_scripts_the_same_is_logged_page_by_page(opened, board):
    page = opened("teacher", PHONE, java_script_enabled=False)
    page.goto(board + "?open=1")
    tile(page, "Ivy").get_by_role("link", name="Ivy", exact=True).click()
    page.locator("input[name=seen]").first.check()
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("Saved: Ivy").is_visible()
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_text("Undone.").is_visible()


def test_closed_it_shows_first_names_alone(opened, board):
    page = opened("teacher", TABLET)
    page.goto(board)
    shown = page.get_by_role("main").inner_text()
    assert "Noor" in shown
    assert not [word for word in ("Haddad", "cried", "Needs someone") if word in shown]
    assert not faults(page)
