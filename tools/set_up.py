"""Make .venv hold exactly what a lock says: `python tools/set_up.py runtime|dev`.

Runs on the system's Python with nothing but its standard library. The program
itself is not built: a line in the virtual environment points at this folder, so
no build tool has to be fetched. Why: docs/adr/0004-locks-and-no-build.md.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import sysconfig
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WRAPPER = """#!{python}
import sys

from basehaven.cli.main import main

sys.exit(main())
"""


def stamp(lock: str) -> Path:
    """A file that is there once this very lock was installed by this very Python."""
    read = (ROOT / "requirements" / f"{lock}.lock").read_bytes()
    marks = f"{sys.version_info[:2]}{ROOT}".encode()
    return VENV / f".has-{lock}-{hashlib.sha256(read + marks).hexdigest()[:16]}"


def is_ready(lock: str) -> bool:
    """The development lock holds everything of the runtime lock, in the same versions."""
    return stamp(lock).exists() or (lock == "runtime" and stamp("dev").exists())


def python() -> Path:
    return VENV / "bin" / "python"


def make_environment() -> None:
    runs = python().exists() and not subprocess.call(
        [
            str(python()),
            "-c",
            f"import sys, pip; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})",
        ],
        stderr=subprocess.DEVNULL,
    )
    if not runs:
        venv.create(VENV, with_pip=True, clear=VENV.exists())


def install(lock: str) -> None:
    command = [
        str(python()),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--quiet",
        "--no-compile",
    ]
    command += ["--require-hashes", "--only-binary", ":all:"]
    command += ["--no-binary", "pyspark"]  # pure Python and jars, but published as source alone
    command += ["-r", str(ROOT / "requirements" / f"{lock}.lock")]
    for attempt in (1, 2, 3):
        if subprocess.call(command) == 0:
            return
        if attempt < 3:
            print(
                f"Fetching the parts did not work (try {attempt} of 3); again in 5 s.", flush=True
            )
            time.sleep(5)
    sys.exit(
        "error: the parts in requirements/ could not be installed. What pip said is above; "
        "check the network or your pip settings, and run the same command again."
    )


def point_at_this_folder() -> None:
    where = sysconfig.get_path("purelib", vars={"base": str(VENV), "platbase": str(VENV)})
    Path(where, "basehaven_here.pth").write_text(f"{ROOT}\n")
    wrapper = VENV / "bin" / "basehaven"
    wrapper.write_text(WRAPPER.format(python=python()))
    wrapper.chmod(0o755)


def main() -> None:
    lock = sys.argv[1]
    if is_ready(lock):
        return
    started = time.monotonic()
    print(
        f"Setting up .venv from requirements/{lock}.lock (the first time takes a minute or two)",
        flush=True,
    )
    os.environ.pop("PYTHONHOME", None)
    make_environment()
    install(lock)
    point_at_this_folder()
    for old in VENV.glob(f".has-{lock}-*"):
        old.unlink()
    stamp(lock).touch()
    print(f"Ready after {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
