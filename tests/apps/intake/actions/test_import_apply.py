"""An import that stops, or finds the record changed, or adds up."""

from __future__ import annotations

import json
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basehaven.apps.intake.actions import import_run as runs
from basehaven.apps.intake.models import ImportRun
from basehaven.apps.intake.running import held
from basehaven.apps.record import actions
from basehaven.apps.record.models import Child, Tie
from basehaven.core.errors import UnreadableSource
from tests.apps.intake.conftest import FAMILY, copy_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def with_bad_row() -> dict[str, list[dict[str, object]]]:
    bad = copy_of(FAMILY)
    bad["ties"][1]["started_on"] = "2024-02-30"
    return bad


def test_a_file_that_cannot_be_read_says_so_and_saves_nothing(bring, tmp_path):
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "notes.txt").write_text("hello")
    with pytest.raises(UnreadableSource):
        bring.check(tmp_path / "odd")
    run = ImportRun.objects.get()
    assert run.state == ImportRun.State.FAILED
    assert "no open table" in run.error


def test_a_record_that_moved_on_since_the_check_is_looked_at_again(bring):
    bring({"children": FAMILY["children"], "adults": FAMILY["adults"]})
    run = bring.check(FAMILY)
    actions.stay_start(
        by=bring.by, request_id=uuid.uuid4(), child=Child.objects.get(key="milo"), kind="kin",
        started_on=Child.objects.get(key="milo").born_on,
    )  # fmt: skip
    with pytest.raises(runs.RecordMovedOn, match="look at the report again"):
        bring.save(run)
    run.refresh_from_db()
    assert run.state == ImportRun.State.CHECKED
    assert run.report["counts"]["refused_own"] == 2
    assert not Tie.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing(bring, monkeypatch):
    run = bring.check(FAMILY)

    def stop(*_args: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("basehaven.apps.intake.sets.apply.Application._add_carers", stop)
    with pytest.raises(RuntimeError):
        bring.save(run)
    assert not Child.objects.exists()
    run.refresh_from_db()
    assert run.state == ImportRun.State.FAILED
    assert "Nothing was saved" in run.error


def test_a_run_whose_process_is_gone_says_that_it_did_not_finish(bring):
    run = bring.check(FAMILY)
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.APPLYING)
    run.refresh_from_db()
    with held(run.folder):
        assert not run.was_cut_off
        assert runs.import_give_up_cut_off(by=bring.by) == 0
    assert run.was_cut_off
    assert runs.import_give_up_cut_off(by=bring.by) == 1
    run.refresh_from_db()
    assert run.state == ImportRun.State.FAILED
    assert not run.folder.exists()


def test_files_of_a_settled_run_are_removed_and_its_report_is_kept(bring):
    run = bring(FAMILY)
    runs.import_finish(
        run=run, source=bring.home / "in-1", changes=None, rejects=False, report_to=None
    )
    assert not run.folder.exists()
    assert json.loads(run.report_path.read_text())["counts"]["read"] == 9


def test_what_is_kept_in_the_database_quotes_no_row(bring):
    run = bring.check(with_bad_row())
    kept = json.dumps(run.report)
    assert "2024-02-30" not in kept
    assert "milo" not in kept.lower()


days = st.sampled_from(["2024-01-01", "2024-06-01", "2024-02-30", "", "1 May"])
people = st.sampled_from(["rosa", "dana", "nobody"])
rows = st.lists(
    st.builds(
        lambda n, child, adult, day: {
            "tie_id": f"x{n}", "child_id": child, "adult_id": adult, "kind": "friend",
            "started_on": day,
        },
        st.integers(0, 4), st.sampled_from(["milo", "lou", "ghost", ""]), people, days,
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(ties=rows)
def test_counts_add_up_whatever_is_in_the_file(bring, ties):
    tables = copy_of(FAMILY)
    tables["ties"] += ties
    counts = bring.check(tables).report["counts"]
    assert counts["read"] == counts["saved"] + counts["refused"] + counts["ignored"]
    assert counts["read"] == 9 + len(ties)
    assert counts["refused"] == counts["refused_own"] + counts["refused_held"]
