"""A PostgreSQL of our own for as long as something runs, and no longer.

``python tools/postgres.py COMMAND...`` runs the command with DATABASE_URL set.
The server listens on a socket in a temporary folder only, never on the network,
and forgets everything at its end.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

FAST = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200"]


def programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``; Debian keeps it off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=_version)
    if found:
        return found[-1].parent
    on_path = shutil.which("pg_ctl")
    return Path(on_path).resolve().parent if on_path else None


def _version(path: Path) -> float:
    with contextlib.suppress(ValueError):
        return float(path.parts[-3])
    return 0


def _as_somebody_else(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: give the folder to another user and become them."""
    if os.geteuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    entry = pwd.getpwnam(name)
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    return ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups", "--"]


def _run(command: list[str], log: Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
    if done.returncode:
        said = log.read_text() if log.exists() else ""
        sys.exit(f"error: {' '.join(command)}\n{done.stdout}{done.stderr}{said}")


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Its DATABASE_URL, while the block lasts."""
    bin_folder = programs()
    if bin_folder is None:
        sys.exit("error: no PostgreSQL server found. On Debian: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="bh-pg-", dir="/tmp"))
    prefix = _as_somebody_else(folder)
    data, log = folder / "data", folder / "log"
    control = [*prefix, str(bin_folder / "pg_ctl"), "-D", str(data)]
    try:
        _run(
            [
                *prefix,
                *(str(bin_folder / "initdb"), "-D", str(data), "-U", "basehaven", "-A", "trust"),
                *("--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"),
            ],
            log,
        )
        options = " ".join(f"-c {setting}" for setting in FAST)
        options += f" -c listen_addresses='' -c unix_socket_directories='{folder}'"
        _run([*control, "-w", "-l", str(log), "-o", options, "start"], log)
        yield f"postgres://basehaven@{quote(str(folder), safe='')}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            subprocess.run(
                [*control, "-m", "immediate", "-w", "stop"],
                capture_output=True,
                cwd="/",
                check=False,
            )
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("usage: python tools/postgres.py COMMAND...")
    with server() as url:
        environment = {**os.environ, "DATABASE_URL": url}
        status = subprocess.call(sys.argv[1:], env=environment)
    sys.exit(status)


if __name__ == "__main__":
    main()
