"""The demo served from a folder of its own, and a browser to look at it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import system_packages

ROOT = Path(__file__).resolve().parent.parent
START_WITHIN = 180.0  # seconds, of which most load the demo


@contextlib.contextmanager
def served(home: Path, children: int) -> Iterator[str]:
    """Its address, until the block ends. What it says goes to ``serve.log`` in ``home``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "basehaven.cli.main", "demo", "--serve"]
    command += ["--port", str(port), "--children", str(children)]
    environment = {**os.environ, "BASEHAVEN_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    log = home / "serve.log"
    with log.open("w") as out:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
        try:
            _wait(server, port, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(30)


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until:
        if server.poll() is not None:
            sys.exit(f"error: the demo ended before it answered.\n{log.read_text()}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.2)
    sys.exit(f"error: the demo did not answer within {START_WITHIN:.0f} s.\n{log.read_text()}")


def browser(playwright: Any) -> Any:
    """Debian's Chromium, driven by Playwright."""
    program = system_packages.chromium()
    if program is None:
        sys.exit("error: no Chromium. On Debian: apt-get install chromium")
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=program, args=flags)
