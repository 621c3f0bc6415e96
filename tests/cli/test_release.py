"""The command publishes, or says why not."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from basehaven.apps.policy.models import PublishedRelease
from basehaven.apps.policy.queries import core_release
from basehaven.cli.main import main
from basehaven.cli.release import Asked, counted_offer
from basehaven.cli.release_snapshot import Snapshot
from basehaven.core.errors import NotPossible
from basehaven.core.indicators.quarters import Quarter
from basehaven.knowledge.load import FOLDER

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])

AS_OF = date(2026, 11, 26)
PAID = "relationships.only_paid"
PERIOD = "2026-07-01/2026-09-30"


def snapshot(folder: Path, agency: str, *, bad: bool = False) -> Path:
    """Children and ties alone: 60 in the north, 40 in the south, of whom 3 have paid staff only."""
    folder.mkdir()
    children, ties = [], []
    for n in range(100):
        key = {"child_id": f"c{n}", "source_id": agency}
        born = None if bad and not n else AS_OF - timedelta(days=900)
        children.append({**key, "born_on": born, "region": "North" if n < 60 else "South"})
        kind = "teacher" if n >= 97 else "parent"
        tie = {"tie_id": f"t{n}", "adult_id": f"a{n}", "kind": kind}
        started = None if bad and not n else AS_OF - timedelta(days=800)
        ties.append({**key, **tie, "started_on": started, "ended_on": None})
    kept = pa.schema([("child_id", pa.string()), ("source_id", pa.string()),
                      ("born_on", pa.date32()), ("region", pa.string())])  # fmt: skip
    texts = [
        (name, pa.string()) for name in ("child_id", "source_id", "tie_id", "adult_id", "kind")
    ]
    tied = pa.schema([*texts, ("started_on", pa.date32()), ("ended_on", pa.date32())])
    pq.write_table(pa.Table.from_pylist(children, kept), folder / "children.parquet")
    pq.write_table(pa.Table.from_pylist(ties, tied), folder / "ties.parquet")
    about = {"made_at": f"{AS_OF}T12:00:00+00:00", "rows": {"children": 100, "ties": 100}}
    (folder / "snapshot.json").write_text(json.dumps(about))
    return folder


def call(folder: Path, cast, *more: str) -> Result:
    given = ["release", str(folder), "--agency", cast.agency.slug, "--operator", "olga", *more]
    return CliRunner().invoke(main, given)


def test_it_publishes_what_may_be_said_and_says_what_is_hidden_and_withheld(cast, tmp_path):
    done = call(snapshot(tmp_path / "shot", cast.agency.slug), cast)
    assert done.exit_code == 0, done.output
    row = PublishedRelease.objects.get()
    assert f"Published as 2026Q3, sha256 {row.digest}" in done.stdout
    assert "counts of 1 to 7 are hidden" in done.stdout
    assert "not recorded: removals" in done.stdout
    figures = core_release(row).figures
    assert figures[PAID, PERIOD, ()].denominator == 100
    assert figures[PAID, PERIOD, (("region", "South"),)].numerator is None
    assert row.as_of == AS_OF


def test_the_second_time_there_is_nothing_to_publish_and_a_correction_is_asked_for(cast, tmp_path):
    shot = snapshot(tmp_path / "shot", cast.agency.slug)
    assert call(shot, cast).exit_code == 0
    done = call(shot, cast)
    assert done.exit_code == 6
    assert "To correct it: --again" in done.stderr
    again = call(shot, cast, "--again")
    assert again.exit_code == 0, again.output
    assert "Published as 2026Q3-2" in again.stdout


def own_rules(folder: Path, **values: int) -> str:
    """A file of one's own, as the guide says: copied from those of the package."""
    text = (FOLDER / "disclosure" / "us-eleven.yaml").read_text(encoding="utf-8")
    for name, value in values.items():
        text = re.sub(rf"(?<={name}:\n  value: )\d+", str(value), text)
    file = folder / "ours.yaml"
    file.write_text(text.replace("id: disclosure-us-eleven", "id: our-rules"))
    return str(file)


def test_rules_that_round_too_little_are_refused_before_anything_is_counted(cast, tmp_path):
    nothing_to_read = Snapshot(tmp_path, AS_OF, "d")
    for rules in ("us-eleven", own_rules(tmp_path, rounding=4)):
        with pytest.raises(NotPossible, match="set rounding to 5, and name its path: --rules"):
            counted_offer(Asked(cast.agency, nothing_to_read, Quarter(2026, 3), rules))
    done = call(snapshot(tmp_path / "shot", cast.agency.slug), cast, "--rules", "us-eleven")
    assert (done.exit_code, PublishedRelease.objects.count()) == (6, 0)
    assert "Rules 'us-eleven' round to 1" in done.stderr


def test_the_way_out_leads_there_and_an_own_file_is_named_by_its_id(cast, tmp_path):
    rules = own_rules(tmp_path, rounding=5)
    done = call(snapshot(tmp_path / "shot", cast.agency.slug), cast, "--rules", rules)
    assert done.exit_code == 0, done.output
    assert "counts of 1 to 10 are hidden" in done.stdout
    row = PublishedRelease.objects.get()
    assert row.says["rules"]["name"] == "our-rules"
    assert str(tmp_path) not in row.about + row.text


def test_a_dry_run_says_the_same_and_publishes_nothing(cast, tmp_path):
    done = call(snapshot(tmp_path / "shot", cast.agency.slug), cast, "--dry-run")
    assert done.exit_code == 0, done.output
    assert "Nothing was published" in done.stdout
    assert PAID in done.stdout
    assert not PublishedRelease.objects.exists()


def test_rows_that_cannot_be_right_stop_it_unless_one_says_otherwise(cast, tmp_path):
    shot = snapshot(tmp_path / "shot", cast.agency.slug, bad=True)
    done = call(shot, cast)
    assert done.exit_code == 3
    assert "--leave-out" in done.stderr
    assert not PublishedRelease.objects.exists()
    assert call(shot, cast, "--leave-out").exit_code == 0
    assert PublishedRelease.objects.get().says["rows_left_out"] is True


def test_another_agencys_snapshot_is_not_published_as_ones_own(cast, tmp_path):
    done = call(snapshot(tmp_path / "shot", cast.other_agency.slug), cast)
    assert done.exit_code == 6
    assert f"of '{cast.other_agency.slug}'" in done.stderr


def test_a_quarter_that_is_not_over_is_refused(cast, tmp_path):
    shot = snapshot(tmp_path / "shot", cast.agency.slug)
    done = call(shot, cast, "--quarter", str(Quarter.last_over(AS_OF).back(-1)))
    assert done.exit_code == 6
    assert "2026Q4 is not over" in done.stderr
    assert call(shot, cast, "--quarter", "autumn").exit_code == 8


def test_a_folder_that_is_no_whole_snapshot_is_refused(cast, tmp_path):
    done = call(tmp_path, cast)
    assert done.exit_code == 4
    assert "no whole snapshot" in done.stderr
    shot = snapshot(tmp_path / "shot", cast.agency.slug)
    (shot / "ties.parquet").unlink()
    assert "ties of the snapshot are gone" in call(shot, cast).stderr


@pytest.mark.parametrize(
    "about", ["{}", "[]", f'{{"made_at": "{AS_OF}"}}', f'{{"made_at": "{AS_OF}", "rows": 7}}']
)
def test_a_snapshot_that_does_not_say_its_tables_is_refused(cast, tmp_path, about):
    shot = snapshot(tmp_path / "shot", cast.agency.slug)
    (shot / "snapshot.json").write_text(about)
    done = call(shot, cast)
    assert done.exit_code == 4, done.output
    assert "no whole snapshot" in done.stderr


@pytest.mark.parametrize("which", ["fewer", "more", "broken", "another"])
def test_tables_that_are_not_as_the_snapshot_says_are_refused(cast, tmp_path, which):
    shot = snapshot(tmp_path / "shot", cast.agency.slug)
    ties = pq.read_table(shot / "ties.parquet")
    for name, table in {"fewer": ties.slice(1), "more": pa.concat_tables([ties, ties])}.items():
        if name == which:
            pq.write_table(table, shot / "ties.parquet")
    if which == "broken":
        (shot / "ties.parquet").write_bytes(b"PAR1")
    if which == "another":
        pq.write_table(ties, shot / "visits.parquet")
    done = call(shot, cast)
    assert done.exit_code == 4, done.output
    assert "are not as snapshot.json says" in done.stderr
