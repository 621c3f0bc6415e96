"""What stops start-up before a page would fail."""

from __future__ import annotations

from django.core.checks import run_checks


def problems() -> list[str]:
    return [found.msg for found in run_checks() if found.id == "record.E001"]


def test_the_rules_that_come_with_the_package_can_be_read():
    assert problems() == []


def test_a_file_of_ones_own_that_is_not_there_stops_start_up(settings, tmp_path):
    settings.BASEHAVEN_SILENCE_RULES = str(tmp_path / "missing.yaml")
    assert "no such file" in problems()[0]


def test_a_file_of_ones_own_without_a_source_stops_start_up(settings, tmp_path):
    path = tmp_path / "ours.yaml"
    path.write_text("id: ours\nlabel: Ours\nbands: []\n")
    settings.BASEHAVEN_SILENCE_RULES = str(path)
    assert "no references" in problems()[0]
