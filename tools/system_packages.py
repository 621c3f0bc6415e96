"""Programs that the tests need from the system: found, or installed, or named."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import postgres

JAVA, JAVA_AT_LEAST = "openjdk-17-jre-headless", 17  # what Spark 4 asks for
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


def java() -> bool:
    """Whether there is a Java that Spark runs on."""
    found = shutil.which("java")
    if not found:
        return False
    said = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    return version is not None and int(version[1]) >= JAVA_AT_LEAST


def java_package() -> str:
    """Java 17 where the system has it, else whichever it has."""
    known = (
        subprocess.run(["apt-cache", "show", JAVA], capture_output=True, text=True, check=False)
        if shutil.which("apt-cache")
        else None
    )
    return JAVA if known is None or known.returncode == 0 else "default-jre-headless"


def missing() -> list[str]:
    """The Debian packages that are not there yet."""
    lacks = [] if chromium() else ["chromium"]
    if not postgres.programs():
        lacks.append("postgresql")
    return lacks if java() else [*lacks, java_package()]


def _apt() -> list[str] | None:
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    if shutil.which("sudo") and not subprocess.call(
        ["sudo", "-n", "true"], stderr=subprocess.DEVNULL
    ):
        return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return None


def main() -> None:
    lacks = missing()
    if not lacks:
        print("Chromium, PostgreSQL and Java are there.")
        return
    apt = _apt()
    by_hand = f"apt-get install --no-install-recommends {' '.join(lacks)}"
    if apt is None:
        sys.exit(
            f"error: missing {', '.join(lacks)}, and this user may not install. Run: {by_hand}"
        )
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*apt, "install", "--yes", "--no-install-recommends", *lacks]
    print(f"Installing {', '.join(lacks)}", flush=True)
    subprocess.call([*apt, "update", "-qq"], env=environment)
    done = subprocess.run(
        install,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or missing():
        sys.exit(f"{done.stdout[-2000:]}{done.stderr[-2000:]}\nerror: this did not work: {by_hand}")


if __name__ == "__main__":
    main()
