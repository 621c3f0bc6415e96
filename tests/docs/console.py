"""Commands of a page, run as a reader would run them, and what they must say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.house import ROOT


def commands_of(page: Path) -> list[tuple[str, list[str]]]:
    """Each command with the lines that it must say, in order; '...' stands for any lines."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, said = part.partition("\n")
            found.append((command, [line for line in said.splitlines() if line.strip()]))
    return found


def run_as_written(page: Path, folder: Path, **environment: str) -> int:
    """Every command of a page in a folder of its own; how many there were."""
    wrapper = folder / "bin" / "basehaven"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\nexec {sys.executable} -m basehaven.cli.main "$@"\n')
    wrapper.chmod(0o755)
    around = {
        **os.environ,
        "PATH": f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        **environment,
    }
    around.pop("DATABASE_URL", None)
    commands = commands_of(page)
    for command, expected in commands:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=folder,
            env=around,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        output = f"{done.stdout}\n{done.stderr}"
        assert not _missing(expected, output), f"$ {command}\n{output[-3000:]}"
    return len(commands)


def _missing(expected: list[str], output: str) -> list[str]:
    """Expected lines that do not come, in their order; '...' inside a line is any text."""
    missing, at = [], 0
    for line in expected:
        if line == "...":
            continue
        pattern = re.escape(line).replace(re.escape("..."), ".*")
        match = re.compile(pattern).search(output, at)
        if match is None:
            missing.append(line)
        else:
            at = match.end()
    return missing
