"""A child's record as values: whole, in nine questions, as true and as known on a day."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from basehaven.apps.record.models import Contact, Restriction, Stay, Tie, Version
from basehaven.apps.record.queries import load_child_record

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def asked(child, **how) -> int:
    with CaptureQueriesContext(connection) as found:
        load_child_record(child, **how)
    return len(found)


def names(record, adults) -> list[str]:
    return sorted(record.people[adult].name for adult in adults)


def test_everything_about_milo_takes_nine_queries_at_most(cast):
    assert asked(cast.milo) <= 9


def test_and_no_more_as_it_was_known_on_a_day(cast):
    assert asked(cast.milo, as_known_on=cast.ago(5)) <= 9


def test_a_longer_history_asks_no_more(cast):
    before = asked(cast.milo)
    for number in range(40):
        adult = cast.do("adult_create", name=f"Adult {number}", roles=["friend"])
        cast.do("tie_start", child=cast.milo, adult=adult, kind="friend", started_on=cast.day(10))
    assert asked(cast.milo) == before


def test_each_tie_brings_its_person_and_its_spells_in_order(cast):
    record = load_child_record(cast.milo)
    (rosa,) = [tie for tie in record.ties if tie.tie_id == str(cast.ties["parent"].ref)]
    assert record.people[rosa.adult_id].name == "Rosa Marin"
    assert [spell.started_on for spell in rosa.spells] == [
        cast.day(0),
        cast.day(150),
        cast.day(395),
    ]
    assert rosa.spells[1].mode == "supervised"


def test_stays_name_their_carers_and_homes(cast):
    record = load_child_record(cast.milo)
    first, second, third = record.stays
    assert names(record, first.carer_ids) == ["Gus Marin", "Rosa Marin"]
    assert record.homes[second.home_id].name == "Kay Novak's home"
    assert third.removal_id == str(cast.removal.ref)


def test_restrictions_removals_rooms_and_main_adults_come_along(cast):
    record = load_child_record(cast.milo)
    assert {r.kind for r in record.restrictions} == {
        "no_contact",
        "hide_address",
        "no_pickup",
        "supervised_only",
    }
    assert [removal.removed_on for removal in record.removals] == [cast.day(150)]
    assert [room.room_name for room in record.rooms] == ["Baby room", "Toddler room"]
    main = [p.adult_id for p in record.primaries if p.rank == "main"]
    assert names(record, main) == ["Ana Lindqvist", "Mia Trent"]


def test_a_row_entered_in_error_stays_out(cast):
    Tie.objects.filter(ref=cast.ties["friend"].ref).update(entered_in_error=True)
    Restriction.objects.filter(kind="no_pickup").update(entered_in_error=True)
    record = load_child_record(cast.milo)
    assert str(cast.ties["friend"].ref) not in {tie.tie_id for tie in record.ties}
    assert "no_pickup" not in {r.kind for r in record.restrictions}


def test_who_is_with_the_child_now_comes_from_the_door_and_the_rota(cast):
    presence = load_child_record(cast.milo).presence
    assert presence is not None
    assert presence.room_name == "Toddler room"
    assert {str(cast.adults[who].ref) for who in ("teacher", "backup")} == set(presence.adult_ids)


def test_a_child_checked_out_is_nowhere(cast):
    cast.attendance.left_at = cast.attendance.arrived_at + timedelta(minutes=1)
    cast.attendance.save()
    assert load_child_record(cast.milo).presence is None


def test_last_contact_leaves_out_calls_and_what_was_cancelled(cast):
    adult = cast.adults["grandmother"]
    for kind, kept in (("call", True), ("family_time", False)):
        cast.do("contact_add", child=cast.milo, adult=adult, on=cast.ago(1), kind=kind, kept=kept)
    record = load_child_record(cast.milo)
    assert record.last_contact[str(adult.ref)] == cast.ago(26)
    assert record.rhythms[str(adult.ref)].times == 2
    assert Contact.objects.filter(adult=adult).count() == 4


# Brothers and sisters


def test_a_sibling_is_found_from_both_sides_of_the_pair(cast):
    (lou,) = load_child_record(cast.milo).siblings
    (milo,) = load_child_record(cast.lou).siblings
    assert (lou.name, milo.name) == ("Lou Marin", "Milo Marin")
    assert lou.ref == milo.ref


def test_siblings_in_two_homes_live_apart(cast):
    (lou,) = load_child_record(cast.milo).siblings
    assert lou.lives_together is False


def test_siblings_in_one_home_live_together_and_since_when_is_known(cast):
    Stay.objects.filter(child=cast.lou).update(home=cast.homes["foster"])
    (lou,) = load_child_record(cast.milo).siblings
    assert lou.lives_together is True
    assert [spell.started_on for spell in lou.together] == [cast.day(395)]


def test_without_a_stay_nobody_knows_whether_they_live_together(cast):
    Stay.objects.filter(child=cast.lou).update(entered_in_error=True)
    (lou,) = load_child_record(cast.milo).siblings
    assert lou.lives_together is None
    assert lou.together == ()


def test_a_sealed_sibling_does_not_exist(cast):
    type(cast.lou).objects.filter(pk=cast.lou.pk).update(sealed_at="2025-01-01T00:00Z")
    assert load_child_record(cast.milo).siblings == ()


# As known on a day


def remember(row, cast, **values):
    """As if ``row`` had held ``values`` until five days ago."""
    from basehaven.apps.record.actions.history import to_values

    Version.objects.create(
        agency=cast.agency,
        child=cast.milo,
        table="ties",
        row_ref=row.ref,
        known_from=cast.ago(50),
        known_to=cast.ago(5),
        changed_at="2025-01-01T00:00Z",
        changed_by="operator:test",
        values={**to_values(row), **values},
    )
    type(row).objects.filter(pk=row.pk).update(recorded_on=cast.ago(5))


def recorded_long_ago(cast):
    for model in (Tie, Stay, Restriction):
        model.objects.update(recorded_on=cast.ago(400))


def test_what_was_recorded_later_was_not_known_yet(cast):
    recorded_long_ago(cast)
    Tie.objects.filter(ref=cast.ties["friend"].ref).update(recorded_on=cast.ago(3))
    then = load_child_record(cast.milo, as_known_on=cast.ago(4))
    now = load_child_record(cast.milo)
    missing = {tie.tie_id for tie in now.ties} - {tie.tie_id for tie in then.ties}
    assert missing == {str(cast.ties["friend"].ref)}


def test_a_corrected_row_shows_what_it_said_before(cast):
    recorded_long_ago(cast)
    tie = cast.ties["neighbour"]
    remember(tie, cast, kind="friend", called="Uncle Tom")

    def found(day):
        record = load_child_record(cast.milo, as_known_on=day)
        return next(t for t in record.ties if t.tie_id == str(tie.ref))

    assert (found(cast.ago(6)).kind, found(cast.ago(6)).called) == ("friend", "Uncle Tom")
    assert found(cast.ago(5)).kind == "neighbour"


def test_a_row_marked_as_error_later_was_still_believed_then(cast):
    recorded_long_ago(cast)
    tie = cast.ties["neighbour"]
    remember(tie, cast)
    Tie.objects.filter(pk=tie.pk).update(entered_in_error=True)
    then = load_child_record(cast.milo, as_known_on=cast.ago(6))
    assert str(tie.ref) in {tie.tie_id for tie in then.ties}
    assert str(tie.ref) not in {tie.tie_id for tie in load_child_record(cast.milo).ties}


def test_a_child_with_nothing_recorded_is_an_empty_record(cast):
    child = cast.do("child_create", name="New", born_on=cast.ago(3))
    record = load_child_record(child)
    assert (record.ties, record.stays, record.siblings, record.presence) == ((), (), (), None)
    assert uuid.UUID(record.child.ref) == child.ref
