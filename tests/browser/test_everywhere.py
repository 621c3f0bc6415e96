"""What holds on every page: axe finds nothing, nothing scrolls sideways, targets are large."""

from __future__ import annotations

import re

import pytest

from screens import PAGES
from tests.browser.conftest import DESK, PHONE, faults, sign_in

SMALL = """() => [...document.querySelectorAll(
  'main button, main input, main select, main .button')]
  .filter(e => e.offsetParent && !e.closest('svg, [aria-hidden]'))
  .filter(e => !['hidden', 'range'].includes(e.type))
  .map(e => [e, (e.closest('label') || document.querySelector(`label[for="${e.id}"]`) || e)])
  .map(([e, l]) => [e.outerHTML.slice(0, 90), Math.max(e.getBoundingClientRect().height,
    ['checkbox', 'radio'].includes(e.type) ? l.getBoundingClientRect().height : 0)])
  .filter(([html, height]) => height < 43.5)"""


NOT_THERE = ("/nothing-here/",)  # the page for what is not found

# Where each reference in an address is read off a page, as a reader finds it.
READ = (
    ("caseworker", "/children/", {"child": "/children/{}/"}),
    ("caseworker", "/children/{child}/", {"tie": "/tie/{}/", "stay": "/stay/{}/"}),
    ("caseworker", "/children/{child}/edit/", {"home": "/homes/{}/", "adult": "/people/{}/"}),
    ("director", "/children/{child}/edit/", {"primary": "/primaries/{}/end/"}),
    ("director", "/rooms/", {"room": "/rooms/{}/"}),
    ("director", "/rooms/{room}/", {"shift": "/shifts/{}/correct/", "work": "/workers/{}/end/"}),
)


def _read(page, form: str) -> str:
    """The first address of a form on the page: the part where the braces stand."""
    before, after = form.split("{}")
    pattern = re.compile(re.escape(before) + r"([0-9a-f-]{36})" + re.escape(after))
    return next(m[1] for m in pattern.finditer(page.content()))


def read_words(site, chromium) -> dict[str, str]:
    found: dict[str, str] = {}
    pages = {}
    for role, address, forms in READ:
        if role not in pages:
            pages[role] = chromium.new_context(base_url=site.address).new_page()
            sign_in(pages[role], site, role)
        pages[role].goto(address.format(**found).lstrip("/"))
        if "child" in forms:
            milo = pages[role].get_by_role("link", name="Milo Marin").get_attribute("href")
            found["child"] = milo.split("/")[2]
        elif "room" in forms:
            toddlers = pages[role].get_by_role("link", name="Toddler room").get_attribute("href")
            found["room"] = toddlers.split("/")[2]
        else:
            found |= {name: _read(pages[role], form) for name, form in forms.items()}
    for page in pages.values():
        page.context.close()
    return found


@pytest.fixture(scope="module")
def words(site, chromium, scene, weeks, own_figures) -> dict[str, str]:
    return {**read_words(site, chromium), **scene, **weeks}


@pytest.mark.parametrize("role", PAGES, ids=lambda role: role or "anybody")
@pytest.mark.parametrize(
    ("size", "scheme"),
    [(PHONE, "light"), (PHONE, "dark"), (DESK, "dark")],
    ids=["phone", "phone-dark", "desk-dark"],
)
def test_every_page_is_open_to_everybody(opened, words, role, size, scheme):
    page = opened(role, size, color_scheme=scheme)
    wrong = {}
    for path in PAGES[role]:
        address = path.format(**words).lstrip("/")
        answer = page.goto(address)
        found = faults(page)
        if answer.status != 200 and path not in NOT_THERE:
            found.append(f"answers {answer.status}: axe saw another page")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("scrolls sideways")
        found += [f"smaller than 44 px: {html} ({height})" for html, height in page.evaluate(SMALL)]
        if found:
            wrong[path] = found
    said = [f"{path}\n    " + "\n    ".join(found) for path, found in wrong.items()]
    assert not wrong, "\n".join(said)
