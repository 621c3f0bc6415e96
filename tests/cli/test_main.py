"""The command itself: quick to answer, clear when misused."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from basehaven.cli.main import VERBS, main
from basehaven.core.errors import AuditBroken


def test_help_lists_every_verb_and_loads_none():
    code = (
        "import sys; from basehaven.cli.main import main\n"
        "try: main(['--help'])\n"
        "finally: assert 'django' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in VERBS)


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_that_help_names_is_there(name):
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0, done.output


def test_an_unknown_verb_is_wrong_usage():
    assert CliRunner().invoke(main, ["fly"]).exit_code == 2


def test_an_error_of_ours_is_one_line_with_its_own_exit_code(monkeypatch):
    @click.command()
    def audit() -> None:
        raise AuditBroken("Link 3 does not fit link 2. Restore the backup of that day.")

    monkeypatch.setattr("basehaven.cli.main.Verbs.get_command", lambda *_: audit)
    done = CliRunner().invoke(main, ["audit"])
    assert done.exit_code == 7
    assert done.stderr == "error: Link 3 does not fit link 2. Restore the backup of that day.\n"
