"""The commands of the how-to say what it says they say."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

from basehaven.cli.main import main
from tests.architecture.house import ROOT

HOW_TO = (ROOT / "docs/how-to/comfort-order.md").read_text()
BLOCKS = re.findall(r"^```console\n\$ basehaven (.*?)\n(.*?)^```", HOW_TO, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(("command", "expected"), BLOCKS)
def test_a_command_says_what_the_how_to_says(command, expected, monkeypatch):
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(main, shlex.split(command))
    assert done.exit_code == 0, done.stderr
    at = 0
    for line in (line for line in expected.splitlines() if line.strip() not in ("", "...")):
        assert line in done.stdout[at:], line
        at = done.stdout.index(line, at) + len(line)


def test_there_are_commands_to_try():
    assert len(BLOCKS) == 4
