"""What an import does to the record, and what it never does."""

from __future__ import annotations

import uuid

import pytest

from basehaven.apps.accounts.models import Agency
from basehaven.apps.audit.models import Change
from basehaven.apps.intake.models import ImportRun, Vanished
from basehaven.apps.intake.report import examples_of
from basehaven.apps.record import actions
from basehaven.apps.record.actions.history import to_values
from basehaven.apps.record.models import Adult, Child, Home, Stay, StayCarer, Tie, Version
from basehaven.core.errors import NotPossible
from tests.apps.intake.conftest import FAMILY, Bring, copy_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "looks"])


def test_a_folder_becomes_children_adults_ties_and_stays(bring):
    run = bring(FAMILY)
    assert run.state == ImportRun.State.DONE
    milo = Child.objects.get(key="milo")
    assert (milo.name, str(milo.born_on), milo.source_id) == ("Milo", "2024-04-02", "north")
    assert {tie.adult.name for tie in milo.ties.all()} == {"Rosa", "Dana"}
    assert [stay.carers.get().name for stay in milo.stays.order_by("started_on")] == [
        "Rosa",
        "Dana",
    ]


def test_a_home_known_by_its_id_alone_is_kept_and_confidential(bring):
    bring(FAMILY)
    home = Home.objects.get(key="h1")
    assert home.confidential
    assert home.stays.get().key == "milo|s2"


def test_whoever_came_can_be_found(bring):
    run = bring(FAMILY)
    assert run.indexed
    assert Child.objects.get(key="milo").words.filter(word="milo").exists()


def test_the_same_file_twice_changes_nothing(bring):
    bring(FAMILY)
    rows = {model: list(model.objects.values()) for model in (Child, Adult, Tie, Stay, StayCarer)}
    written = Change.objects.count()
    run = bring(FAMILY)
    assert {model: list(model.objects.values()) for model in rows} == rows
    assert not Version.objects.exists()
    assert run.report["changes"]["added"] == run.report["changes"]["changed"] == {}
    assert run.report["changes"]["same"] == {"children": 2, "adults": 2, "ties": 3, "stays": 2}
    actions_since = set(Change.objects.order_by("seq")[written:].values_list("action", flat=True))
    assert actions_since == {"import_start", "import_apply"}


def test_a_changed_row_keeps_its_old_values_with_who_and_since_when(bring):
    bring(FAMILY)
    tie = Tie.objects.get(key="t2")
    before = to_values(tie)
    later = copy_of(FAMILY)
    later["ties"][1] |= {"ended_on": "2025-02-01", "end_reason": "moved"}
    run = bring(later)
    tie.refresh_from_db()
    assert str(tie.ended_on) == "2025-02-01"
    assert not tie.edited
    version = Version.objects.get()
    assert version.values == before
    assert (version.row_ref, version.table, version.child) == (tie.ref, "ties", tie.child)
    assert version.changed_by == "operator:olga"
    assert run.report["changes"]["changed"] == {"ties": 1}


def test_a_stay_with_other_carers_gets_them(bring):
    bring(FAMILY)
    later = copy_of(FAMILY)
    later["stays"][1]["carer_ids"] = "dana|rosa"
    bring(later)
    carers = Stay.objects.get(key="milo|s2").carer_rows.values_list("adult__key", "position")
    assert list(carers) == [("dana", 0), ("rosa", 1)]


def test_what_vanished_from_the_source_is_listed_and_kept(bring):
    bring(FAMILY)
    later = copy_of(FAMILY)
    del later["ties"][1]
    run = bring(later)
    tie = Tie.objects.get(key="t2")
    assert list(Vanished.objects.values_list("table", "row_ref")) == [("ties", tie.ref)]
    assert run.report["changes"]["vanished"] == {"ties": 1}


def test_a_child_who_is_gone_is_listed_once_and_not_row_by_row(bring):
    bring(FAMILY)
    later = {
        name: [row for row in rows if row.get("child_id") != "lou"] for name, rows in FAMILY.items()
    }
    run = bring(later)
    assert run.report["changes"]["vanished"] == {"children": 1}
    assert Child.objects.filter(key="lou").exists()


def test_a_table_that_is_missing_says_nothing(bring):
    bring(FAMILY)
    run = bring({"children": FAMILY["children"], "adults": FAMILY["adults"]})
    assert run.report["changes"]["vanished"] == {}


def with_bad_row() -> dict[str, list[dict[str, object]]]:
    bad = copy_of(FAMILY)
    bad["ties"][1]["started_on"] = "2024-02-30"
    return bad


def test_nothing_is_saved_when_a_row_is_refused(bring):
    run = bring.check(with_bad_row())
    with pytest.raises(NotPossible, match="Rows were refused"):
        bring.save(run)
    assert not Child.objects.exists()


def test_partly_accepted_only_children_whose_rows_are_all_good_are_saved(bring):
    run = bring(with_bad_row(), partial=True)
    assert list(Child.objects.values_list("key", flat=True)) == ["lou"]
    assert set(Tie.objects.values_list("key", flat=True)) == {"t3"}
    counts = run.report["counts"]
    assert counts["refused_own"] == 1
    assert counts["refused_held"] == 4  # the child, the other tie, two stays
    assert counts["read"] == counts["saved"] + counts["refused"] + counts["ignored"]


def test_children_held_back_have_not_vanished(bring):
    bring(FAMILY)
    run = bring(with_bad_row(), partial=True)
    assert run.report["changes"]["vanished"] == {}


def test_a_tie_to_nobody_is_refused(bring):
    tables = copy_of(FAMILY)
    tables["ties"][1]["adult_id"] = "nobody"
    run = bring.check(tables)
    groups = {group["code"] for group in run.report["groups"]}
    assert "unknown-reference" in groups
    assert run.report["counts"]["refused_own"] == 1


def test_a_row_may_point_at_what_the_record_has_already(bring):
    bring(FAMILY)
    run = bring(
        {"ties": [{"tie_id": "t9", "child_id": "lou", "adult_id": "dana", "kind": "friend",
                   "started_on": "2025-01-01"}]}
    )  # fmt: skip
    assert run.report["changes"]["added"] == {"ties": 1}
    assert Tie.objects.get(key="t9").adult.name == "Dana"


def test_a_row_may_point_at_a_row_of_another_source(bring):
    bring(FAMILY)
    bring(
        {"ties": [{"tie_id": "t9", "child_id": "north::lou", "adult_id": "north::dana",
                   "kind": "friend", "started_on": "2025-01-01"}]},
        source="south",
    )  # fmt: skip
    tie = Tie.objects.get(source_id="south")
    assert (tie.child.key, tie.adult.key) == ("lou", "dana")


def test_a_stay_that_overlaps_one_on_record_is_refused_with_its_days(bring):
    bring(FAMILY)
    stay = {"child_id": "north::milo", "stay_id": "x", "started_on": "2025-01-01", "kind": "kin"}
    run = bring.check({"stays": [stay]}, source="south")
    group = next(g for g in examples_of(run)["groups"] if g["level"] == "refused")
    assert group["code"] == "overlaps-the-record"
    assert "from 2024-09-01 until now" in group["examples"][0]["problem"]


def test_two_shared_homes_may_overlap(bring):
    tables = copy_of(FAMILY)
    tables["stays"][1]["shared"] = "true"
    bring(tables)
    stay = {"child_id": "north::milo", "stay_id": "x", "started_on": "2025-01-01", "kind": "kin",
            "shared": "true"}  # fmt: skip
    assert bring({"stays": [stay]}, source="south").state == ImportRun.State.DONE


def test_a_source_may_move_the_days_of_its_own_stays(bring):
    bring(FAMILY)
    later = copy_of(FAMILY)
    later["stays"][0]["ended_on"] = later["stays"][1]["started_on"] = "2024-08-15"
    assert bring(later).report["changes"]["changed"] == {"stays": 2}


def test_a_stay_that_a_person_moved_still_stands_in_the_way(bring):
    bring(FAMILY)
    first = Stay.objects.get(key="milo|s1")
    actions.row_correct(
        by=bring.by, request_id=uuid.uuid4(), row=first, values={"ended_on": first.ended_on},
        reason="learned",
    )  # fmt: skip
    later = copy_of(FAMILY)
    later["stays"][0]["ended_on"] = later["stays"][1]["started_on"] = "2024-08-15"
    run = bring.check(later)
    assert "overlaps-the-record" in {group["code"] for group in run.report["groups"]}


def test_rows_of_a_merged_child_go_to_the_one_that_was_kept(bring):
    bring(FAMILY)
    milo, lou = (Child.objects.get(key=key) for key in ("milo", "lou"))
    Child.objects.filter(pk=lou.pk).update(merged_into=milo)
    later = copy_of(FAMILY)
    later["ties"].append(
        {"tie_id": "t4", "child_id": "lou", "adult_id": "dana", "kind": "friend",
         "started_on": "2025-01-01"}
    )  # fmt: skip
    bring(later)
    assert Tie.objects.get(key="t4").child == milo


def test_nothing_more_is_written_about_a_child_whose_record_is_closed(bring):
    bring(FAMILY)
    Child.objects.filter(key="milo").update(sealed_at="2025-01-01T00:00:00Z")
    later = copy_of(FAMILY)
    later["ties"][1]["called"] = "Nana"
    run = bring(later)
    assert Tie.objects.get(key="t2").called == ""
    counts = run.report["counts"]
    assert counts["ignored"] == 5
    assert counts["adds_up"]
    assert "milo" not in run.examples_path.read_text()


def test_since_when_the_record_knew_a_row_comes_along(bring):
    tables = copy_of(FAMILY)
    tables["ties"][1] |= {"recorded_on": "2024-09-05", "recorded_by": "operator:kim"}
    bring(tables)
    tie = Tie.objects.get(key="t2")
    assert (str(tie.recorded_on), tie.recorded_by) == ("2024-09-05", "operator:kim")
    assert Tie.objects.get(key="t1").recorded_by.startswith("import:")


def test_columns_of_the_source_s_own_are_carried_along(bring):
    tables = copy_of(FAMILY)
    tables["children"][0]["school"] = "Oak Lane"
    bring(tables)
    assert Child.objects.get(key="milo").extra == {"school": "Oak Lane"}


def test_another_agency_s_rows_of_the_same_keys_are_left_alone(bring, home):
    bring(FAMILY)
    other = Bring(home / "other", Agency.objects.create(slug="hill", name="Hill"))
    other(FAMILY)
    assert Child.objects.filter(key="milo").count() == 2
    assert Tie.objects.filter(agency=other.agency, child__agency=bring.agency).count() == 0
