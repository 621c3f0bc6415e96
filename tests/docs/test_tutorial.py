"""The tutorial's commands do what it says they do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.architecture.house import ROOT

TUTORIAL = ROOT / "docs/tutorial/from-a-file-to-a-childs-map.md"
pytestmark = pytest.mark.slow


def _blocks() -> list[tuple[str, list[str]]]:
    """Each command with the lines that it must say, in order; '...' stands for any lines."""
    found = []
    for block in re.findall(
        r"^```console\n(.*?)^```", TUTORIAL.read_text(), re.DOTALL | re.MULTILINE
    ):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, said = part.partition("\n")
            found.append((command, [line for line in said.splitlines() if line.strip()]))
    return found


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


def test_the_commands_say_what_the_tutorial_says(tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/data").symlink_to(ROOT / "tests/data")
    wrapper = tmp_path / "bin" / "basehaven"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\nexec {sys.executable} -m basehaven.cli.main "$@"\n')
    wrapper.chmod(0o755)
    environment = {
        **os.environ,
        "BASEHAVEN_HOME": "tutorial-files",
        "PATH": f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("DATABASE_URL", None)
    blocks = _blocks()
    assert len(blocks) >= 5
    for command, expected in blocks:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        output = f"{done.stdout}\n{done.stderr}"
        assert not _missing(expected, output), f"$ {command}\n{output[-3000:]}"
    shutil.rmtree(tmp_path / "tutorial-files")
