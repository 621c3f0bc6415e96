"""What of a record somebody sees: homes, rooms, reasons, brothers and sisters, names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from basehaven.apps.record.access import (
    places_hidden_from,
    project,
    sight_of,
)
from basehaven.apps.record.models import (
    Child,
    WorkingRelationship,
)
from basehaven.apps.record.queries.child_record import load_child_record
from tests.apps.record.access.seeing import canaries, consent, what

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def test_the_caseworker_sees_homes_and_addresses_confidential_ones_too(cast):
    record = what(cast, "caseworker")
    assert "12 Alder Way" in repr(record)
    assert "7 Old Mill Lane" in repr(record)
    assert record.hidden == ()


def test_the_parent_learns_neither_name_nor_address_of_a_confidential_home(cast):
    shown = repr(what(cast, "parent"))
    for canary in ("Dana Okafor's home", "12 Alder Way", "Kay Novak's home", "7 Old Mill Lane"):
        assert canary not in shown
    assert "4 Quay Street" in shown  # their own home
    assert "Toddler room" in shown


def test_the_parent_does_not_learn_where_a_sibling_in_secret_is(cast):
    record = what(cast, "parent")
    (lou,) = record.siblings
    assert lou.name == "Lou Marin"
    assert (lou.child_ref, lou.lives_together, lou.together) == ("", None, ())
    assert str(cast.lou.ref) not in repr(record)
    assert "Nell Quist" not in repr(record)


def test_whoever_may_open_the_sibling_themselves_is_told_where_they_are(cast):
    (lou,) = what(cast, "caseworker").siblings
    assert lou.child_ref == str(cast.lou.ref)
    assert lou.lives_together is False


def test_a_sibling_of_whom_somebody_is_told_nothing_is_not_there_for_them(cast):
    cast.do(
        "restriction_add",
        child=cast.lou,
        adult=cast.adults["parent"],
        kind="no_information",
        started_on=cast.ago(3),
        source="Order",
    )
    record = what(cast, "parent")
    assert record.siblings == ()
    assert "Lou Marin" not in repr(record)


def test_an_order_hides_every_place_and_every_name_that_leads_there(cast):
    record = what(cast, "father")
    shown = repr(record)
    hidden = set.union(*canaries(cast).values()) | {
        "Dana Okafor",
        "Kay Novak",
        "Ana Lindqvist",
        "Vera Castillo",
        "Tomás Rivas",
        "Lin Park",
        "Carl Mensah",
        "North",
    }
    assert [name for name in hidden if name in shown] == []
    assert record.presence is None
    assert {stay.kind for stay in record.stays} == {"parent_home", "foster"}
    assert "Rosa Marin" in shown
    assert "Ida Marin" in shown
    for room in record.rooms:
        assert (room.room_ref, room.room_name, room.centre) == ("", "", "")


def test_somebody_kept_away_learns_nothing_from_who_lives_with_the_child_or_how_often(cast):
    record = what(cast, "father")
    spells = [spell for tie in record.ties for spell in tie.spells]
    assert all(spell.lives_with is None and spell.hours_per_week is None for spell in spells)
    assert set(record.rhythms) | set(record.last_contact) <= {str(cast.adults["father"].ref)}


def test_somebody_kept_away_sees_their_own_order_and_nobody_elses(cast):
    assert {row.adult_id for row in what(cast, "father").restrictions} == {
        str(cast.adults["father"].ref)
    }


def test_kin_who_house_the_child_have_no_name_for_somebody_kept_away(cast):
    cast.do(
        "tie_spell_add",
        tie=cast.ties["grandmother"],
        started_on=cast.ago(5),
        lives_with=True,
        mode="in_person",
    )
    shown = repr(what(cast, "father"))
    assert "Ida Marin" not in shown
    assert "Nana" not in shown


def test_an_order_that_ended_hides_nothing_any_more(cast):
    cast.milo.restrictions.filter(adult=cast.adults["father"]).update(ended_on=cast.today)
    assert "Toddler room" in repr(what(cast, "father"))


def test_an_order_hides_places_from_a_worker_of_the_child_too(cast):
    cast.do(
        "restriction_add",
        child=cast.milo,
        adult=cast.adults["caseworker"],
        kind="hide_address",
        started_on=cast.ago(3),
        source="Order",
    )
    shown = repr(what(cast, "caseworker"))
    assert not any(address in shown for address in canaries(cast)["addresses"])
    assert cast.milo.pk in list(
        Child.objects.filter(pk__in=places_hidden_from(cast.caseworker)).values_list(
            "pk", flat=True
        )
    )


def test_the_teacher_sees_people_and_today_but_no_home_by_name_and_no_reason(cast):
    record = what(cast, "teacher")
    shown = repr(record)
    assert record.presence is not None
    assert "Dana Okafor" in shown
    assert record.homes == {}
    assert "Dana Okafor's home" not in shown
    assert "prison" not in shown
    assert {row.kind for row in record.restrictions} >= {"no_pickup", "no_contact"}
    assert "Family court order 17/231" in shown


def test_the_home_visitor_sees_the_present_confidential_home_and_not_the_one_before(cast):
    shown = repr(what(cast, "home_visitor"))
    assert "12 Alder Way" in shown
    assert "7 Old Mill Lane" not in shown


def test_the_foster_carer_sees_their_own_home_and_not_the_secret_one_before(cast):
    shown = repr(what(cast, "foster_carer"))
    assert "12 Alder Way" in shown
    assert "7 Old Mill Lane" not in shown


def test_the_consultant_sees_no_home_order_or_reason(cast):
    record = what(cast, "consultant")
    shown = repr(record)
    assert record.homes == {}
    assert "17/231" not in shown
    assert "prison" not in shown


def test_consent_to_the_ties_shows_people_and_no_place_at_all(cast):
    WorkingRelationship.objects.filter(user=cast.consultant).delete()
    consent(cast, cast.consultant, child=cast.milo)
    record = what(cast, "consultant")
    shown = repr(record)
    assert "Rosa Marin" in shown
    assert record.stays == record.rooms == record.removals == record.primaries == ()
    assert record.presence is None
    assert not any(name in shown for name in set.union(*canaries(cast).values()))


def test_two_grounds_give_what_either_gives(cast):
    cast.do("adult_link_user", adult=cast.adults["teacher"], user=None)
    cast.do("adult_link_user", adult=cast.adults["foster_carer"], user=cast.teacher)
    sight = sight_of(cast.teacher, cast.milo)
    assert sight.sees_addresses
    assert "edit_ties" in sight.may
    assert "teacher of the room" in sight.grounds
    assert "family" in sight.grounds


def test_what_is_hidden_is_said_the_same_whether_or_not_there_is_anything(cast):
    with_homes = what(cast, "teacher")
    cast.milo.stays.all().delete()
    assert what(cast, "teacher").hidden == with_homes.hidden != ()


def test_projecting_twice_shows_no_more_and_no_less(cast):
    for who in ("parent", "father", "teacher", "caseworker", "foster_carer", "consultant"):
        sight = sight_of(cast.users[who], cast.milo)
        once = project(load_child_record(cast.milo), sight)
        assert project(once, replace(sight)) == once, who


def test_nobody_appears_among_the_people_of_whom_nothing_is_said(cast):
    for who in cast.everyone():
        sight = sight_of(cast.users[who], cast.milo)
        if not sight.may:
            continue
        record = project(load_child_record(cast.milo), sight)
        said = {tie.adult_id for tie in record.ties} | {r.adult_id for r in record.restrictions}
        said |= {row.adult_id for row in record.primaries}
        said |= {ref for stay in record.stays for ref in stay.carer_ids}
        said |= set(record.presence.adult_ids if record.presence else ())
        assert set(record.people) == said & set(record.people), who
