"""The board and the log: 8 rooms of 20 children, 2 years of days, one teacher's tablet or more."""

from __future__ import annotations

import uuid

from django.utils import timezone

from benchmarks import rooms
from benchmarks.browser import TOKEN, Browser, Timing, closed_loop
from benchmarks.pages import CLIENTS, measure
from benchmarks.place import Place, bring, let_work, served
from benchmarks.table import Result

WHO = "demo-teacher"
REFRESH = 4.0  # seconds, the number of room.js
IN_THE_SAME_RUN = "the sign-in page"  # asks nothing of the record: what answering itself costs


def run(place: Place) -> list[Result]:
    boards = _boards(place)
    about = f"of {rooms.ROOMS} rooms x {rooms.CHILDREN}, {rooms.YEARS} years"
    return [
        _floor(place),
        measure(place, f"board, opened, {about}", WHO, [f"{board}?open=1" for board in boards]),
        measure(place, f"board, closed, {about}", WHO, boards),
        _tablets(place, f"8 tablets that refresh, {about}", boards),
        _log(place, f"log a moment, {about}", boards),
    ]


def _boards(place: Place) -> list[str]:
    """Addresses of the rooms' boards; the rooms are made now if they are not there."""
    from django.urls import reverse

    from basehaven.apps.record.models import Room

    new = bring(place.home, rooms.SOURCE, rooms.rows(timezone.now()))
    found = list(Room.objects.filter(source_id=rooms.SOURCE).order_by("key"))
    for room in found if new else ():
        let_work(WHO, kind="teacher", room=room, child=None)
    return [reverse("board_show", args=[room.ref]) for room in found]


def _floor(place: Place) -> Result:
    with served(place) as port:
        timings = [_loop(Browser(port), place, ["/accounts/login/"], n) for n in CLIENTS]
    return Result(IN_THE_SAME_RUN, None, timings)


def _tablets(place: Place, what: str, boards: list[str]) -> Result:
    """An opened board in each room, asking for itself every four seconds, as room.js does."""
    with served(place) as port:
        browser = place.browser(port, WHO)
        browser.headers = {"HX-Request": "true", "X-Poll": "1"}
        timing = closed_loop(
            browser,
            [f"{board}?open=1" for board in boards],
            clients=len(boards),
            requests=max(place.requests // len(boards), 5),
            every=REFRESH,
        )
    return Result(what, None, [timing])


def _log(place: Place, what: str, boards: list[str]) -> Result:
    """A moment of three taps, sent from the tile: child, what was seen, save."""
    from basehaven.apps.record.models import Child

    of_room: dict[str, list[str]] = {}
    for number, board in enumerate(boards):
        mine = Child.objects.filter(source_id=rooms.SOURCE, key__startswith=f"r{number}-")
        of_room[f"{board}log/"] = [str(child.ref) for child in mine.order_by("key")]
    timings = []
    with served(place) as port:
        browser = place.browser(port, WHO)
        token = TOKEN.search(browser.open(f"{boards[0]}?open=1")[1].decode())
        if token is None:
            raise SystemExit("The board has no form to log with.")

        def form(path: str) -> dict[str, str]:
            sent = uuid.uuid4()
            child = of_room[path][sent.int % rooms.CHILDREN]
            return {"csrfmiddlewaretoken": token[1], "request_id": str(sent), "child": child,
                    "seen": "cried"}  # fmt: skip

        for clients in CLIENTS:
            each = max(place.requests // clients, 5)
            timings.append(
                closed_loop(browser, list(of_room), clients=clients, requests=each, form=form)
            )
    return Result(what, None, timings)


def _loop(browser: Browser, place: Place, paths: list[str], clients: int) -> Timing:
    each = max(place.requests // clients, 5)
    return closed_loop(browser, paths, clients=clients, requests=each)
