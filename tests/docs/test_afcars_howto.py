"""What the document says of federal files is what the reader does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from basehaven.exchange.afcars2020.codes import codes
from tests.architecture.house import ROOT
from tests.docs.console import run_as_written

PAGE = ROOT / "docs/how-to/read-an-afcars-file.md"
HOW_TO = PAGE.read_text()
(PYTHON,) = re.findall(r"^```python\n(.*?)^```", HOW_TO, re.DOTALL | re.MULTILINE)


@pytest.mark.slow
def test_the_commands_go_from_a_states_file_to_a_figure(tmp_path: Path):
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    many = run_as_written(PAGE, tmp_path, BASEHAVEN_HOME="files", COLUMNS="100")
    assert many == 5


def test_the_lines_of_python_do_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(compile(PYTHON, "how-to", "exec"), names)  # noqa: S102 - our own page
    assert names["half_years"] == ["24B"]
    assert names["over"] == ["no usable birth date", "records that fail any of these checks"]
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == [
        "children.parquet", "removals.parquet", "stays.parquet",
    ]  # fmt: skip


def test_every_place_is_read_as_the_table_says():
    (row,) = re.findall(r"^\| E120 \| (.*) \|$", HOW_TO, re.MULTILINE)
    said: dict[str, str] = {}
    for part in row.split("; "):
        numbers, kind = re.fullmatch(r"(.*) `(\w+)`", part).groups()  # type: ignore[union-attr]
        for first, last in re.findall(r"(\d+)(?: to (\d+))?", numbers):
            for number in range(int(first), int(last or first) + 1):
                said[str(number)] = kind
    assert said == {code: meaning.stay for code, meaning in codes("other_arrangement").items()}
