"""What is said of a state's data before its figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from basehaven.cli.quality_words import say_quality
from tests.exchange.afcars2020.files import record, removal, stage_of
from tests.exchange.drawn import draw, staged


def test_limits_that_are_passed_come_first_each_with_its_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    milo = record("milo", removal("20240501", "20240501 foster"), born="")
    say_quality(stage_of(tmp_path, milo))
    head, *lines = capsys.readouterr().out.strip().splitlines()
    assert head == "Data quality of 24B, agency 53 (one.xml): over 3 of 8 limits"
    assert lines[0] == "  OVER no usable birth date: 1 of 1 (limit 5 in 100)"
    assert [line.startswith("  OVER") for line in lines] == [True] * 3 + [False] * 5


def test_nothing_is_said_of_other_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    say_quality(staged(draw(tmp_path / "in", children="child_id\nmilo")))
    assert capsys.readouterr().out == ""
