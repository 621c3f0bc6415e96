"""Somebody signed in who opens pages, alone or among others: a closed loop over loopback."""

from __future__ import annotations

import http.client
import re
import statistics
import threading
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
HOST = "127.0.0.1"
OK, REDIRECT = 200, 302
WARM_WITHIN = 300  # seconds: a client that died must not hold up the others for ever
SIGN_IN_STEPS = 4  # pages of a sign-in, redirects counted, at most


@dataclass(slots=True)
class Timing:
    """What a closed loop took."""

    clients: int
    seconds: float
    errors: Counter[str]  # status or exception -> how often
    milliseconds: list[float]
    kib: float

    @property
    def rate(self) -> float:
        return len(self.milliseconds) / self.seconds

    def percentile(self, share: float) -> float:
        ordered = sorted(self.milliseconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    @property
    def median(self) -> float:
        return statistics.median(self.milliseconds)


@dataclass(slots=True)
class Browser:
    """Keeps one connection and its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)  # sent with every request
    _connection: http.client.HTTPConnection | None = None
    _used: bool = False  # the connection has answered before

    def open(self, path: str, form: dict[str, str] | None = None) -> tuple[int, bytes, str]:
        """Returns status, body, and where a redirect leads."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        body = urllib.parse.urlencode(form) if form is not None else None
        cookies = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        headers = {**self.headers, "Cookie": cookies}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"http://{HOST}:{self.port}{path}"
        try:
            self._connection.request("GET" if body is None else "POST", path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            self._connection, was_idle = None, self._used
            self._used = False
            # A kept connection may have been closed while idle: a browser asks again, once.
            if was_idle and body is None and isinstance(error, http.client.RemoteDisconnected):
                return self.open(path)
            raise
        self._used = True
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status, text, answer.headers.get("Location", "")

    def sign_in(
        self, path: str, name_field: str, name: str, password: str, code: Callable[[], str]
    ) -> None:
        """Fill in the form, and the second step if there is one."""
        given = {name_field: name, "password": password}
        for _ in range(SIGN_IN_STEPS):
            _, page, _ = self.open(path)
            token = TOKEN.search(page.decode())
            if token is None:
                break
            status, _, leads_to = self.open(path, {**given, "csrfmiddlewaretoken": token[1]})
            if status == OK:
                break
            if "2fa" not in leads_to:
                return
            path, given = leads_to, {"code": code()}
        raise SystemExit(f"{name} could not sign in at {path}")

    def again(self) -> Browser:
        """Another connection of the same person."""
        return Browser(self.port, dict(self.cookies), dict(self.headers))


def closed_loop(
    browser: Browser,
    paths: Sequence[str],
    *,
    clients: int,
    requests: int,
    warm_up: int = 5,
    form: Callable[[str], dict[str, str]] | None = None,
    every: float = 0.0,
) -> Timing:
    """Each client opens the next page when it has the last one, or every so many seconds.

    Args:
        browser: signed in.
        paths: pages, taken in turn.
        clients: how many at once.
        requests: of each client, after its warm-up.
        warm_up: requests of each client that are not counted.
        form: what is sent to a path; without it the pages are only opened.
        every: seconds from one request of a client to its next; clients begin spread over them.
    """
    took: list[float] = []
    sizes: list[int] = []
    errors: list[str] = []
    ready = threading.Barrier(clients + 1, timeout=WARM_WITHIN)

    def run(number: int) -> None:
        own = browser.again()
        for turn in range(-warm_up, requests):
            if turn == 0:
                ready.wait()
                time.sleep(every * number / clients)
            path = paths[(turn + number) % len(paths)]
            sent = form(path) if form else None
            started = time.perf_counter()
            try:
                status, body, _ = own.open(path, sent)
            except (OSError, http.client.HTTPException) as error:
                errors.append(type(error).__name__)
                continue
            if turn < 0:
                continue
            took.append((time.perf_counter() - started) * 1000)
            time.sleep(max(every - (time.perf_counter() - started), 0))
            sizes.append(len(body))
            if status != (REDIRECT if form else OK):
                errors.append(str(status))

    threads = [threading.Thread(target=run, args=(n,), daemon=True) for n in range(clients)]
    for thread in threads:
        thread.start()
    ready.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    kib = statistics.mean(sizes) / 1024 if sizes else 0.0
    return Timing(clients, seconds, Counter(errors), took or [0.0], kib)
