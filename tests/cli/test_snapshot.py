"""The command writes a folder, or says why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from basehaven.apps.record.models import today
from basehaven.cli.main import main

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


@pytest.fixture(autouse=True)
def _home(tmp_path, settings):
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()


def call(folder: Path, cast, *more: str) -> Result:
    given = ["snapshot", str(folder), "--agency", cast.agency.slug, "--operator", "olga", *more]
    return CliRunner().invoke(main, given)


def test_a_snapshot_says_how_many_rows_each_table_has(cast, tmp_path):
    done = call(tmp_path / "shot", cast)
    assert done.exit_code == 0, done.output
    assert " stays\n" in done.stdout
    assert (tmp_path / "shot" / "stays.parquet").exists()
    assert (tmp_path / "home" / "snapshot-key").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_is_not_empty_is_refused_with_the_way_out(cast, tmp_path):
    (tmp_path / "note").write_text("mine")
    done = call(tmp_path, cast)
    assert done.exit_code == 6
    assert "Name a new one" in done.stderr
    assert (tmp_path / "note").read_text() == "mine"


def test_a_night_goes_into_a_folder_of_its_day(cast, tmp_path):
    for _ in range(2):
        done = call(tmp_path / "nights", cast, "--nightly")
        assert done.exit_code == 0, done.output
    assert [path.name for path in (tmp_path / "nights").iterdir()] == [today().isoformat()]
