from __future__ import annotations

from datetime import timedelta

import pytest

from basehaven.apps.record.actions.history import ChangedSince, stamp
from basehaven.apps.record.models import Tie, Version
from basehaven.apps.record.queries import load_child_record
from basehaven.core.errors import NotPossible

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def put_right(cast, row, reason="slip", **values):
    seen = values.pop("seen", "")
    return cast.do("row_correct", row=row, values=values, reason=reason, seen=seen)


def test_what_stood_there_is_kept_with_who_when_and_why(cast):
    put_right(cast, cast.ties["friend"], reason="told: by her aunt", started_on=cast.day(300))
    version = Version.objects.get(row_ref=cast.ties["friend"].ref)
    assert version.values["started_on"] == cast.day(420).isoformat()
    assert version.changed_by == cast.actor().label
    assert version.reason == "told: by her aunt"
    assert version.child == cast.milo and version.table == "ties"


def test_a_corrected_row_says_since_when_and_by_whom_it_is_known(cast):
    Tie.objects.filter(pk=cast.ties["friend"].pk).update(recorded_on=cast.ago(90))
    row = put_right(cast, cast.ties["friend"], called="Fay")
    assert (row.recorded_on, row.recorded_by, row.edited) == (
        cast.today,
        cast.actor().label,
        True,
    )
    kept = Version.objects.get(row_ref=row.ref)
    assert (kept.known_from, kept.known_to) == (cast.ago(90), cast.today)


def test_a_reason_is_always_asked(cast):
    with pytest.raises(NotPossible, match="Say why"):
        put_right(cast, cast.ties["friend"], reason="  ", called="Fay")


def test_a_correction_that_cannot_be_leaves_the_row_and_its_history_alone(cast):
    with pytest.raises(NotPossible):
        put_right(cast, cast.ties["friend"], ended_on=cast.day(1))
    assert Tie.objects.get(pk=cast.ties["friend"].pk).ended_on is None
    assert not Version.objects.filter(row_ref=cast.ties["friend"].ref).exists()


def test_two_people_correcting_one_row_never_overwrite_each_other(cast):
    tie = cast.ties["friend"]
    seen_by_both = stamp(tie)
    put_right(cast, tie, seen=seen_by_both, called="Fay")
    with pytest.raises(ChangedSince) as error:
        put_right(cast, tie, seen=seen_by_both, called="Fifi")
    assert error.value.row.called == "Fay"
    assert Tie.objects.get(pk=tie.pk).called == "Fay"


def test_how_a_tie_was_lived_follows_its_corrected_start(cast):
    put_right(cast, cast.ties["friend"], started_on=cast.day(430))
    assert cast.ties["friend"].spells.get().started_on == cast.day(430)


def test_a_correction_that_would_cut_off_how_a_tie_was_lived_is_refused(cast):
    with pytest.raises(NotPossible, match="Correct that first"):
        put_right(cast, cast.ties["parent"], ended_on=cast.day(300), end_reason="other")


def test_a_stays_carers_are_put_right_and_kept(cast):
    now = cast.milo.stays.get(ended_on=None)
    put_right(cast, now, carers=[cast.adults["grandmother"]])
    assert [carer.adult for carer in now.carer_rows.all()] == [cast.adults["grandmother"]]
    assert Version.objects.get(row_ref=now.ref).values["carers"] == [
        str(cast.adults["foster_carer"].ref)
    ]


def test_a_birth_date_corrected_past_a_stay_is_refused(cast):
    with pytest.raises(NotPossible, match="Correct the stay first"):
        put_right(cast, cast.milo, born_on=cast.day(5))


def test_a_name_put_right_is_found_under_the_new_name_and_kept_under_the_old(cast):
    put_right(cast, cast.adults["friend"], name="Fay Duboys")
    assert Version.objects.get(row_ref=cast.adults["friend"].ref).values["name"] == "Fay Dubois"


def test_entered_in_error_hides_the_row_and_keeps_it(cast):
    tie = cast.ties["friend"]
    cast.do("row_mark_error", row=tie, reason="wrong_person")
    assert str(tie.ref) not in {row.tie_id for row in load_child_record(cast.milo).ties}
    assert Tie.objects.filter(pk=tie.pk).exists()
    assert Version.objects.filter(row_ref=tie.ref, reason="wrong_person").exists()


def test_what_was_hidden_by_mistake_comes_back_with_how_it_was_lived(cast):
    tie = cast.ties["friend"]
    cast.do("row_mark_error", row=tie, reason="wrong_person")
    assert not tie.spells.standing().exists()
    cast.do("row_restore", row=tie, reason="slip")
    tie.refresh_from_db()
    assert not tie.entered_in_error and tie.spells.standing().count() == 1


def test_a_row_comes_back_only_if_it_still_fits(cast):
    now = cast.milo.stays.get(ended_on=None)
    cast.do("row_mark_error", row=now, reason="slip")
    cast.do(
        "stay_start",
        child=cast.milo,
        kind="kin",
        started_on=now.started_on + timedelta(days=3),
    )
    with pytest.raises(NotPossible, match="shared care"):
        cast.do("row_restore", row=now, reason="slip")


def test_a_period_of_care_with_stays_is_not_hidden_from_under_them(cast):
    with pytest.raises(NotPossible, match="Correct them first"):
        cast.do("row_mark_error", row=cast.removal, reason="slip")


def test_as_known_on_a_day_before_the_correction_the_old_value_stands(cast):
    tie = cast.ties["friend"]
    Tie.objects.filter(child=cast.milo).update(recorded_on=cast.ago(90))
    put_right(cast, tie, started_on=cast.day(300))
    then = load_child_record(cast.milo, as_known_on=cast.ago(10))
    now = load_child_record(cast.milo)
    starts = [
        {row.tie_id: row.started_on for row in record.ties}[str(tie.ref)] for record in (then, now)
    ]
    assert starts == [cast.day(420), cast.day(300)]
