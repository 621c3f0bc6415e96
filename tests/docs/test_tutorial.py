"""The tutorial's commands do what it says they do."""

from __future__ import annotations

import shutil

import pytest

from tests.architecture.house import ROOT
from tests.docs.console import run_as_written

TUTORIAL = ROOT / "docs/tutorial/from-a-file-to-a-childs-map.md"
pytestmark = pytest.mark.slow


def test_the_commands_say_what_the_tutorial_says(tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/data").symlink_to(ROOT / "tests/data")
    assert run_as_written(TUTORIAL, tmp_path, BASEHAVEN_HOME="tutorial-files") >= 5
    shutil.rmtree(tmp_path / "tutorial-files")
