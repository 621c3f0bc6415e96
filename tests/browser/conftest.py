"""The demo, served as people get it, and Debian's Chromium to use it with."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.architecture.house import ROOT

sys.path.insert(0, str(ROOT / "tools"))
from demo_server import browser as open_browser
from demo_server import served

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PICTURES = ROOT / "screens" / "failed"


@dataclass
class Site:
    """The running demo: where it is, who may sign in, and what each signed in as."""

    address: str
    home: Path
    sign_ins: dict[str, dict[str, str]]
    sessions: dict[str, Any] = field(default_factory=dict)

    def command(self, *words: str) -> str:
        """What ``basehaven`` says, on the demo's own database."""
        return self.run(sys.executable, "-m", "basehaven.cli.main", *words)

    def run(self, *command: str) -> str:
        environment = {**os.environ, "BASEHAVEN_HOME": str(self.home)}
        environment.pop("DATABASE_URL", None)
        return subprocess.run(
            command,
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def scene(self) -> dict[str, str]:
        """The opening scene, written into the running demo: its board, and Noor."""
        said = self.run(sys.executable, "tests/scene.py")
        written: dict[str, str] = json.loads(said)
        return written

    def code(self) -> str:
        found = re.search(r"\d{6}", self.command("demo-code"))
        assert found
        return found.group()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("demo")
    with served(home, children=40) as address:
        read = json.loads((home / "demo-sign-ins.json").read_text())["sign_ins"]
        names = {entry["username"].removeprefix("demo-").replace("-", "_"): entry for entry in read}
        yield Site(address, home, names)


@pytest.fixture(scope="session")
def scene(site: Site) -> dict[str, str]:
    return site.scene()


@pytest.fixture(scope="session")
def weeks(site: Site, scene: dict[str, str]) -> dict[str, str]:
    """Twelve mornings before the scene: the room, and the child who settles there."""
    site.run(sys.executable, "tests/scene_weeks.py", scene["board"])
    return {"weeks": scene["board"], "settles": scene["noor"]}


@pytest.fixture(scope="session")
def own_figures(site: Site) -> None:
    """Two releases of the demo's agency: of its forty children every figure would be hidden."""
    site.run(sys.executable, "tests/own_figures.py")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield open_browser(playwright)


def sign_in(page: Page, site: Site, role: str) -> None:
    """Through the form, as everybody does."""
    who = site.sign_ins[role]
    page.goto(site.address + "accounts/login/")
    page.get_by_label("Username").fill(who["username"])
    page.get_by_label("Password").fill(who["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    if who["code_secret"]:
        page.get_by_label("Code").fill(site.code())
        page.get_by_role("button", name="Go on").click()
    page.wait_for_url(re.compile("/(children|policy)/$"))


@pytest.fixture
def opened(request: Any, chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """``opened("teacher", PHONE)``: a page, signed in; its last picture is kept on failure."""
    contexts: list[BrowserContext] = []

    def open_page(role: str = "", size: Any = None, **options: Any) -> Page:
        size = size or DESK
        if role and role not in site.sessions:
            first = chromium.new_context(viewport=DESK)
            sign_in(first.new_page(), site, role)
            site.sessions[role] = first.storage_state()
            first.close()
        context = chromium.new_context(
            viewport=size, storage_state=site.sessions.get(role), base_url=site.address, **options
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda asked: _stays_here(asked.url, site, wrong))
        page.on("console", lambda message: _is_allowed(message.text, wrong))
        return page

    wrong: list[str] = []
    request.node.contexts = contexts
    yield open_page
    for context in contexts:
        context.close()
    assert not wrong, "\n".join(wrong)


def _stays_here(url: str, site: Site, wrong: list[str]) -> None:
    if not url.startswith((site.address, "data:", "blob:")):
        wrong.append(f"another origin was asked: {url}")


def _is_allowed(said: str, wrong: list[str]) -> None:
    if "Content Security Policy" in said or "Refused to" in said:
        wrong.append(said)


def faults(page: Page) -> list[str]:
    """What axe finds on the page: rule, how many, an example and what to mend."""
    page.evaluate(AXE)
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", AXE_TAGS
    )
    return [
        f"{rule['id']} ({len(rule['nodes'])}): {rule['nodes'][0]['html'][:160]} "
        f"{rule['nodes'][0]['failureSummary']}"
        for rule in found["violations"]
    ]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: Any, call: Any) -> Any:
    report = yield
    contexts = getattr(item, "contexts", [])
    if report.failed and contexts and contexts[-1].pages:
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / (re.sub(r"\W+", "-", item.name) + ".png")
        contexts[-1].pages[-1].screenshot(path=path, full_page=True)
        report.user_properties.append(("picture", str(path)))
    return report
