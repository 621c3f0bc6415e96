"""basehaven check-knowledge."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from basehaven.cli.check_knowledge import check_knowledge


def test_our_own_knowledge_is_whole():
    result = CliRunner().invoke(check_knowledge, [])
    assert result.exit_code == 0
    assert result.stdout.endswith("entries good, 0 to fix\n")


def test_an_entry_without_references_is_named_on_stderr_and_exits_11(tmp_path: Path):
    (tmp_path / "x.yaml").write_text("id: x\nlabel: x\n")
    result = CliRunner().invoke(check_knowledge, [str(tmp_path)])
    assert result.exit_code == 11
    assert result.stdout == "0 entries good, 1 to fix\n"
    assert "x.yaml: no references. Add at least one under 'references:'" in result.stderr


def test_a_folder_without_entries_is_wrong_usage(tmp_path: Path):
    result = CliRunner().invoke(check_knowledge, [str(tmp_path)])
    assert result.exit_code == 2
