"""`make screens`: a picture of every page, for every kind of reader, into screens/.

Starts the demo in a folder of its own, so that nothing of yours is shown or changed. With
``--docs`` it takes the few pictures that the documents show instead. Look at them.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tools"))

from demo_server import browser, served

WIDTHS = {390: 844, 1280: 900}
SCHEMES = ("light", "dark")
PUBLISHED_WITHIN = 300  # seconds

PAGES: dict[str, tuple[str, ...]] = {  # who opens what; words in {} are found in the demo
    "": ("/accounts/login/", "/components/"),
    "caseworker": (
        *("/children/", "/children/{child}/", "/children/{child}/edit/", "/search/?q=mlio"),
        *("/children/{child}/tie/{tie}/", "/children/{child}/stay/{stay}/", "/children/new/"),
        *("/children/{child}/ties/new/", "/children/{child}/ties/{tie}/end/"),
        *("/children/{child}/ties/{tie}/change/", "/children/{child}/ties/{tie}/correct/"),
        *("/children/{child}/ties/{tie}/silence/", "/children/{child}/contacts/new/?plan=1"),
        *("/children/{child}/stays/new/", "/children/{child}/removals/new/"),
        *("/children/{child}/siblings/new/", "/children/{child}/restrictions/new/"),
        *("/children/{child}/rights/", "/children/{child}/who-looked/", "/my-account/"),
        *("/children/{child}/correct/", "/children/{child}/tie/{tie}/error/"),
        *("/children/{child}/homes/{home}/correct/", "/children/{child}/contacts/"),
        *("/children/{child}/people/{adult}/account/", "/children/{child}/twin/"),
        *("/children/{child}/?on=2026-01-15", "/nothing-here/"),
    ),
    "teacher": (
        *("/children/", "/children/{child}/", "/children/{child}/contacts/new/"),
        *("/children/{child}/day/", "/boards/", "/boards/{board}/", "/boards/{board}/?open=1"),
        *("/boards/{board}/log/?child={noor}", "/boards/{board}/tablets/", "/pin/"),
        *("/children/{child}/card/", "/children/{child}/card/lines/new/"),
        *("/children/{child}/turns-to/", "/children/{child}/turns-to/questions/"),
        *("/boards/{weeks}/weeks/", "/children/{settles}/settling/write/"),
        *("/children/{settles}/weeks/", "/children/{settles}/settling/"),
    ),
    "consultant": (
        *("/cue-rows/", "/children/{child}/turns-to/", "/children/{child}/turns-to/dispute/"),
    ),
    "director": (
        *("/rooms/", "/rooms/{room}/", "/rooms/{room}/correct/", "/rooms/{room}/workers/new/"),
        *("/rooms/{room}/shifts/new/", "/rooms/{room}/shifts/{shift}/correct/", "/rooms/new/"),
        *("/rooms/{room}/shifts/{shift}/error/", "/rooms/{room}/workers/{work}/end/"),
        *("/children/{child}/primaries/{primary}/end/", "/children/{child}/attendance/"),
        *("/children/{child}/edit/", "/children/{child}/primaries/new/"),
    ),
    "parent": (
        *("/children/{child}/", "/children/{child}/consents/", "/children/{child}/who-looked/"),
        *("/children/{child}/consents/new/", "/children/{child}/card/"),
        "/children/{child}/card/links/",
    ),
    "data_manager": (
        *("/children/", "/imports/", "/imports/new/", "/imports/conflicts/", "/exports/"),
        *("/exports/new/", "/duplicates/", "/lawful-removals/", "/accounts/2fa/"),
        *("/children/{child}/lawful-removal/", "/children/{child}/workers/new/"),
    ),
    "analyst": (
        *("/policy/", "/policy/cfsr/p1/", "/policy/cfsr/p5/", "/policy/england/placements_3plus/"),
        *("/policy/cfsr/areas/OR/", "/policy/england/areas/E06000001/"),
        "/policy/england/social_workers_3plus/",
        *("/policy/own/", "/policy/own/relationships/only_paid/", "/policy/own/cfsr/s1/"),
    ),
    "stranger": ("/children/", "/search/?q=milo"),
}
FOR_THE_DOCS = {  # picture: (who, address, width, height)
    "child.png": ("caseworker", "/children/{child}/", 1280, 1000),
    "phone.png": ("teacher", "/children/{child}/", 390, 844),
    "imports.png": ("data_manager", "/imports/", 1280, 800),
    "board.png": ("teacher", "/boards/{board}/?open=1", 1180, 820),
    "care-card.png": ("teacher", "/children/{child}/card/", 1280, 1000),
    "turns-to.png": ("caseworker", "/children/{child}/turns-to/", 1180, 1000),
    "log.png": ("teacher", "/boards/{board}/log/?child={noor}", 390, 844),
    "room-weeks.png": ("teacher", "/boards/{weeks}/weeks/", 1180, 900),
    "settling.png": ("teacher", "/children/{settles}/settling/", 1180, 1080),
    "policy.png": ("analyst", "/policy/cfsr/p1/", 1280, 1500),
    "policy-area.png": ("analyst", "/policy/cfsr/areas/OR/", 1280, 1250),
    "policy-overview.png": ("analyst", "/policy/", 1280, 1000),
    "policy-own.png": ("analyst", "/policy/own/", 1280, 1250),
    "child-weeks.png": ("teacher", "/children/{settles}/weeks/", 390, 844),
}


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo: its address, and the Django that looks into the same database."""

    address: str

    def place(self, path: str) -> str:
        if path.startswith("/policy/own/"):
            _published()
        scene = _scene() if "{board}" in path else {}  # it takes two adults out of Milo's room
        scene = _weeks() if "{weeks}" in path or "{settles}" in path else scene
        return self.address + path.format(**self.words(), **scene).lstrip("/")

    def words(self) -> dict[str, str]:
        from basehaven.apps.record.models import Child

        child = Child.objects.filter(name__startswith="Milo").order_by("id")[0]
        tie = child.ties.filter(ended_on=None).order_by("id")[0]
        stay = child.stays.order_by("-started_on")[0]
        room = child.enrolments.get(ended_on=None).room
        rows = {
            "child": child,
            "tie": tie,
            "stay": stay,
            "adult": tie.adult,
            "home": stay.home,
            "room": room,
            "shift": room.shifts.order_by("-from_at")[0],
            "work": room.working_relationships.filter(kind="teacher")[0],
            "primary": child.primary_spells.filter(ended_on=None)[0],
        }
        return {name: str(row.ref) for name, row in rows.items()}

    def cookies(self, role: str) -> list[Any]:
        """A session of somebody who has passed every step of the sign-in."""
        from django.test import Client

        from basehaven.apps.accounts.models import User
        from tests.cast import sign_in

        if not role:
            return []
        client = Client()
        name = "demo-" + role.replace("_", "-")
        sign_in(client, User.objects.get(username=name))
        session = client.cookies["sessionid"].value
        return [{"name": "sessionid", "value": session, "url": self.address}]


@contextlib.contextmanager
def demo() -> Iterator[Demo]:
    """The demo, served from a temporary folder until the block ends."""
    with tempfile.TemporaryDirectory(prefix="basehaven-screens-") as home:
        os.environ.update(BASEHAVEN_HOME=home, DJANGO_ALLOW_ASYNC_UNSAFE="1")
        os.environ.pop("DATABASE_URL", None)
        os.environ["DJANGO_SETTINGS_MODULE"] = "basehaven.project.settings"
        with served(Path(home), children=400) as address:
            import django

            django.setup()
            yield Demo(address)


@functools.cache
def _published() -> None:
    """The demo publishes figures of two quarters beside its pages: wait until it has."""
    from basehaven.apps.policy.models import PublishedRelease

    until = time.monotonic() + PUBLISHED_WITHIN
    while PublishedRelease.objects.count() < 2:
        if time.monotonic() > until:
            sys.exit(f"error: the demo published no figures within {PUBLISHED_WITHIN} s.")
        time.sleep(1)


@functools.cache
def _scene() -> dict[str, str]:
    """The opening scene, played: its board, and the child who needs somebody first."""
    from tests.scene import into_demo

    return into_demo(played=True)


@functools.cache
def _weeks() -> dict[str, str]:
    """Twelve mornings before the scene, in its room: the weeks, and the child who settles."""
    from basehaven.apps.record.models import Room
    from tests.scene_weeks import write_weeks

    scene = _scene()
    room = Room.objects.get(ref=scene["board"])
    write_weeks(room.agency, room)
    return {"weeks": scene["board"], "settles": scene["noor"]}


def name_of(path: str) -> str:
    bare = path.replace("{", "").replace("}", "").split("?")[0]
    more = "-then" if "?on" in path else "-open" if "?open" in path else ""
    return bare.strip("/").replace("/", "-") + more or "home"


def every_page(here: Demo, chromium: Any, folder: Path) -> int:
    taken = 0
    for role, paths in PAGES.items():
        for width, height in WIDTHS.items():
            for scheme in SCHEMES:
                context = chromium.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme
                )
                context.add_cookies(here.cookies(role))
                page = context.new_page()
                for path in paths:
                    page.goto(here.place(path))
                    name = f"{role or 'anybody'}-{name_of(path)}-{width}-{scheme}.png"
                    page.screenshot(path=folder / name, full_page=True)
                    taken += 1
                context.close()
        print(f"{role or 'anybody'}: {len(paths)} pages", flush=True)
    return taken


def for_the_docs(here: Demo, chromium: Any, folder: Path) -> int:
    for name, (role, path, width, height) in FOR_THE_DOCS.items():
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme="light"
        )
        context.add_cookies(here.cookies(role))
        page = context.new_page()
        page.goto(here.place(path))
        page.screenshot(path=folder / name)
        context.close()
    return len(FOR_THE_DOCS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", action="store_true", help="the pictures of docs/ instead")
    docs = parser.parse_args().docs
    folder = ROOT / "docs" / "pictures" if docs else ROOT / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    from playwright.sync_api import sync_playwright

    started = time.monotonic()
    with demo() as here, sync_playwright() as playwright:
        take = for_the_docs if docs else every_page
        taken = take(here, browser(playwright), folder)
    print(
        f"{taken} pictures in {folder.relative_to(ROOT)}/ after {time.monotonic() - started:.0f} s"
    )


if __name__ == "__main__":
    main()
