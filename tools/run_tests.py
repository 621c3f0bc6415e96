"""`make test`: every step with its name, its seconds, and how to run it alone.

All steps run, whatever fails before them; what failed is said again at the end,
and the last line counts like pytest's own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from defusedxml import ElementTree

import postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
WORKERS = str(min(4, os.cpu_count() or 1))
TAIL = 60  # lines of a failed step that are said again


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to run. A pytest step is counted by its tests, any other as one."""

    name: str
    command: tuple[str, ...]
    group: str = ""
    postgresql: bool = False
    packages: bool = False

    @property
    def is_pytest(self) -> bool:
        return self.command[0] == "pytest"


@dataclass(slots=True)
class Result:
    step: Step
    seconds: float
    status: int
    tail: list[str]
    counts: dict[str, int] = field(default_factory=dict)


STEPS = [
    Step("system", ("python", "tools/system_packages.py"), packages=True),
    Step("layout", ("ruff", "format", "--check", "--quiet", "."), "check"),
    Step("lint", ("ruff", "check", "--quiet", "."), "check"),
    Step("types", ("mypy",), "check"),
    Step("imports", ("lint-imports", "--no-cache"), "check"),
    Step("migrations", ("python", "manage.py", "makemigrations", "--check", "--dry-run"), "check"),
    Step("translations", ("python", "tools/translate.py", "--check"), "check"),
    Step("docs-check", ("pytest", "tests/docs", "tests/architecture"), "check"),
    Step(
        "test-sqlite",
        (
            *("pytest", "tests", "--ignore=tests/docs", "--ignore=tests/architecture"),
            *("--ignore=tests/browser", "-n", WORKERS, "--dist=loadfile"),
        ),
    ),
    Step(
        "test-postgresql",
        (
            *("pytest", "tests/apps", "tests/cli", "--ignore=tests/apps/test_spanish.py"),
            *("-n", WORKERS, "--dist=loadfile"),
        ),
        postgresql=True,
        packages=True,
    ),
    Step("test-browser", ("pytest", "tests/browser"), packages=True),
]


def chosen(only: str | None) -> list[Step]:
    if not only:
        return STEPS
    steps = [step for step in STEPS if only in (step.name, step.group)]
    if not steps:
        sys.exit(f"error: no step '{only}'. There are: {', '.join(s.name for s in STEPS)}, check.")
    if any(step.packages for step in steps) and steps[0] is not STEPS[0]:
        steps.insert(0, STEPS[0])
    return steps


def run(step: Step, home: Path, url: str | None) -> Result:
    print(f"\n--- {step.name}: {' '.join(step.command)}   (alone: make {step.name})", flush=True)
    started = time.monotonic()
    environment = {**os.environ, "BASEHAVEN_TEST_HOME": str(home), "BASEHAVEN_HOME": str(home)}
    environment["PATH"] = f"{BIN}{os.pathsep}{environment.get('PATH', '')}"
    for name in ("DATABASE_URL", "BASEHAVEN_PRODUCTION", "BASEHAVEN_DEBUG"):
        environment.pop(name, None)
    if url:
        environment["DATABASE_URL"] = url
    command = [str(BIN / step.command[0]), *step.command[1:]]
    junit = home / f"{step.name}.xml"
    if step.is_pytest:
        command += [f"--junitxml={junit}", "-q"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        tail = list(_shown(process))
    seconds = time.monotonic() - started
    status = process.returncode
    print(
        f"--- {step.name}: {'good' if not status else 'FAILED'} after {seconds:.0f} s", flush=True
    )
    return Result(step, seconds, status, tail[-TAIL:], counted(step, status, junit))


def _shown(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None  # noqa: S101 asked for above
    for line in process.stdout:
        print(line, end="", flush=True)
        yield line


def counted(step: Step, status: int, junit: Path) -> dict[str, int]:
    if not step.is_pytest:
        return {"failed": 1} if status else {"passed": 1}
    if not junit.exists():
        return {"errors": 1}
    counts = {"failed": 0, "errors": 0, "skipped": 0, "passed": 0}
    for suite in ElementTree.parse(junit).getroot().iter("testsuite"):
        failed, errors, skipped, total = (
            int(suite.get(name, 0)) for name in ("failures", "errors", "skipped", "tests")
        )
        counts["failed"] += failed
        counts["errors"] += errors
        counts["skipped"] += skipped
        counts["passed"] += total - failed - errors - skipped
    if status and not counts["failed"] + counts["errors"]:
        counts["errors"] = 1  # pytest stopped for a reason that it does not count
    return counts


def report(results: list[Result], seconds: float) -> int:
    print("\nsteps")
    for result in results:
        word = "good" if not result.status else "FAILED"
        said = ", ".join(f"{n} {name}" for name, n in result.counts.items() if n)
        print(f"  {result.step.name:<18}{word:<8}{result.seconds:>6.0f} s   {said}")
    wrong = [result for result in results if result.status]
    for result in wrong:
        print(f"\n=== {result.step.name} failed; the last it said:")
        print("".join(result.tail).rstrip())
        print(f"=== alone: .venv/bin/{' '.join(result.step.command)}")
    total: dict[str, int] = {}
    for result in results:
        for name, count in result.counts.items():
            total[name] = total.get(name, 0) + count
    order = ("failed", "passed", "skipped", "errors")
    said = ", ".join(f"{total[name]} {name}" for name in order if total.get(name))
    print(f"\n{f' {said} in {seconds:.2f}s ':=^80}", flush=True)
    return 1 if wrong else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="one step by name, or the group 'check'")
    steps = chosen(parser.parse_args().only)
    started = time.monotonic()
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="basehaven-") as home:
        for step in steps:
            with ExitStack() as stack:
                url = stack.enter_context(postgres.server()) if step.postgresql else None
                results.append(run(step, Path(home), url))
    return report(results, time.monotonic() - started)


if __name__ == "__main__":
    sys.exit(main())
