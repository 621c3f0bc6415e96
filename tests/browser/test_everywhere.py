"""What holds on every page: axe finds nothing, nothing scrolls sideways, targets are large."""

from __future__ import annotations

import pytest

from screens import PAGES
from tests.browser.conftest import DESK, PHONE, faults, sign_in

SMALL = """() => [...document.querySelectorAll(
  'main button, main input, main select, main .button')]
  .filter(e => e.offsetParent && !e.closest('svg') && !['hidden', 'range'].includes(e.type))
  .map(e => [e, (e.closest('label') || document.querySelector(`label[for="${e.id}"]`) || e)])
  .map(([e, l]) => [e.outerHTML.slice(0, 90), Math.max(e.getBoundingClientRect().height,
    ['checkbox', 'radio'].includes(e.type) ? l.getBoundingClientRect().height : 0)])
  .filter(([html, height]) => height < 43.5)"""


def _words(page) -> dict[str, str]:
    """References in addresses, read off the page as a reader finds them."""
    page.goto("children/")
    child = page.get_by_role("link", name="Milo Marin").get_attribute("href").split("/")[2]
    page.goto(f"children/{child}/")
    found = {"child": child}
    for table in ("tie", "stay"):
        bars = page.locator(f'a.bar[href*="/{table}/"]')
        found[table] = bars.first.get_attribute("href").split("/")[-2]
    return found


@pytest.fixture(scope="module")
def words(site, chromium, scene) -> dict[str, str]:
    context = chromium.new_context(base_url=site.address)
    page = context.new_page()
    sign_in(page, site, "caseworker")
    found = _words(page)
    context.close()
    return {**found, **scene}


@pytest.mark.parametrize("role", PAGES, ids=lambda role: role or "anybody")
@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone", "desk-dark"]
)
def test_every_page_is_open_to_everybody(opened, words, role, size, scheme):
    page = opened(role, size, color_scheme=scheme)
    wrong = {}
    for path in PAGES[role]:
        address = path.format(**words).lstrip("/")
        page.goto(address)
        found = faults(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("scrolls sideways")
        found += [f"smaller than 44 px: {html} ({height})" for html, height in page.evaluate(SMALL)]
        if found:
            wrong[path] = found
    said = [f"{path}\n    " + "\n    ".join(found) for path, found in wrong.items()]
    assert not wrong, "\n".join(said)
