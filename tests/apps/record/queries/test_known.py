"""As known on a day: what people, homes, rooms and other children were called then."""

from __future__ import annotations

import uuid

import pytest

from basehaven.apps.record.actions.lawful_removal import removal_ask, removal_do
from basehaven.apps.record.models import Adult, Contact, Sibling
from tests.apps.record.queries.later import (
    all_recorded_long_ago,
    correct,
    named,
    now,
    person,
    stay_now,
    then,
)

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture(autouse=True)
def _stood_for_a_while(cast):
    all_recorded_long_ago(cast)


# Corrected since


def test_a_person_has_the_name_and_the_roles_known_then(cast):
    correct(cast, cast.adults["neighbour"], name="Tomás Rivera", roles=["friend"])
    before, after = then(cast), now(cast)
    ref = str(cast.adults["neighbour"].ref)
    assert (before.people[ref].name, before.people[ref].roles) == ("Tomás Rivas", ("neighbour",))
    assert (after.people[ref].name, after.people[ref].roles) == ("Tomás Rivera", ("friend",))


def test_of_several_corrections_the_first_after_the_day_tells(cast):
    for name in ("Tomás Rivera", "Tomás Ribera", "Thomas Rivers"):
        correct(cast, cast.adults["neighbour"], name=name)
    assert person(then(cast), cast.ties["neighbour"]) == "Tomás Rivas"


def test_whoever_was_put_on_the_record_later_is_called_what_they_were_called_first(cast):
    Adult.objects.filter(pk=cast.adults["neighbour"].pk).update(recorded_on=cast.today)
    correct(cast, cast.adults["neighbour"], name="Tomás Rivera")
    assert person(then(cast), cast.ties["neighbour"]) == "Tomás Rivas"


def test_a_home_has_the_name_and_address_known_then(cast):
    correct(cast, cast.homes["foster"], name="The Okafors", address="14 Alder Way")
    ref = str(cast.homes["foster"].ref)
    before, after = then(cast).homes[ref], now(cast).homes[ref]
    assert (before.name, before.address) == ("Dana Okafor's home", "12 Alder Way")
    assert (after.name, after.address) == ("The Okafors", "14 Alder Way")


def test_a_home_is_as_guarded_as_then_or_as_now(cast):
    correct(cast, cast.homes["foster"], confidential=False)
    correct(cast, cast.homes["parents"], confidential=True)
    before = then(cast).homes
    assert before[str(cast.homes["foster"].ref)].confidential
    assert before[str(cast.homes["parents"].ref)].confidential


def test_a_room_has_the_name_known_then(cast):
    correct(cast, cast.rooms["toddler"], name="Bears", centre="Willow Nursery")
    last, last_now = then(cast).rooms[-1], now(cast).rooms[-1]
    assert (last.room_name, last.centre) == ("Toddler room", "Willow House")
    assert (last_now.room_name, last_now.centre) == ("Bears", "Willow Nursery")


def test_a_stay_shows_the_home_and_the_carers_it_named_then(cast):
    ada = cast.adults["adopter"]
    other = cast.do("home_create", name="Somewhere else", address="1 New Street")
    correct(cast, stay_now(cast), home=other, carers=[ada])
    before, after = then(cast), now(cast)
    assert before.homes[before.stays[-1].home_id].address == "12 Alder Way"
    assert named(before, before.stays[-1].carer_ids) == ["Dana Okafor"]
    assert after.homes[after.stays[-1].home_id].address == "1 New Street"
    assert named(after, after.stays[-1].carer_ids) == ["Ada Brandt"]


def test_somebody_whom_only_an_old_value_names_has_the_name_known_then(cast):
    stay = stay_now(cast)
    zed = cast.do("adult_create", name="Zed Alvarez", roles=["foster_carer"])
    correct(cast, stay, carers=[zed])
    all_recorded_long_ago(cast)
    correct(cast, stay, carers=[cast.adults["foster_carer"]])
    correct(cast, zed, name="Zoe Alvarez")
    before = then(cast)
    assert named(before, before.stays[-1].carer_ids) == ["Zed Alvarez"]


def test_an_enrolment_shows_the_room_it_named_then(cast):
    enrolment = cast.milo.enrolments.get(ended_on=None)
    third = cast.do("room_create", name="Garden room", centre="Oak House")
    correct(cast, enrolment, room=third)
    correct(cast, cast.rooms["toddler"], name="Bears")
    assert then(cast).rooms[-1].room_name == "Toddler room"
    assert now(cast).rooms[-1].room_name == "Garden room"


def test_the_main_adult_is_whom_the_record_named_then(cast):
    main = cast.milo.primary_spells.get(ended_on=None, rank="main")
    correct(cast, main, adult=cast.adults["backup"])
    before = next(p for p in then(cast).primaries if p.ref == str(main.ref))
    assert then(cast).people[before.adult_id].name == "Ana Lindqvist"


def test_a_brother_has_the_name_the_birth_date_and_the_home_known_then(cast):
    born = cast.lou.born_on
    correct(cast, cast.lou, name="Luis Marin", born_on=cast.ago(4 * 365), sex="x")
    correct(cast, cast.lou.stays.get(), home=cast.homes["foster"])
    (before,), (after,) = then(cast).siblings, now(cast).siblings
    assert (before.name, before.born_on, before.sex) == ("Lou Marin", born, "m")
    assert (before.lives_together, before.together) == (False, ())
    assert (after.name, after.born_on, after.sex) == ("Luis Marin", cast.ago(4 * 365), "x")
    assert after.lives_together is True


def test_a_contact_corrected_since_counts_as_it_was_known(cast):
    last = Contact.objects.filter(adult=cast.adults["neighbour"]).latest("on")
    correct(cast, last, on=cast.ago(2))
    ref = str(cast.adults["neighbour"].ref)
    assert then(cast).rhythms[ref].last == cast.ago(5)
    assert now(cast).rhythms[ref].last == cast.ago(2)


def test_who_is_here_today_was_not_known_before_today(cast):
    assert now(cast).presence is not None
    assert then(cast).presence is None


# Erased and entered in error since


def test_somebody_erased_since_is_nowhere_not_even_by_name(cast):
    nell = cast.adults["lous_carer"]
    stay = stay_now(cast)
    correct(cast, stay, carers=[nell], home=cast.homes["lous"])
    all_recorded_long_ago(cast)
    correct(cast, stay, carers=[cast.adults["foster_carer"]], home=cast.homes["foster"])
    assert named(then(cast), then(cast).stays[-1].carer_ids) == ["Nell Quist"]
    Sibling.objects.all().delete()
    asked = removal_ask(
        by=cast.actor("caseworker"), request_id=uuid.uuid4(), child=cast.lou, kind="erase",
        order="erasure", reason="Number 7",
    )  # fmt: skip
    removal_do(by=cast.actor("data_manager"), request_id=uuid.uuid4(), removal=asked)
    assert not Adult.objects.filter(pk=nell.pk).exists()
    record = then(cast)
    assert named(record, record.stays[-1].carer_ids) == [""]
    assert record.stays[-1].home_id not in record.homes
    assert "Quist" not in repr(record)
    assert "Hidden Hollow" not in repr(record)


def test_a_brother_erased_since_was_never_there(cast):
    asked = removal_ask(
        by=cast.actor("caseworker"), request_id=uuid.uuid4(), child=cast.lou, kind="erase",
        order="erasure", reason="Number 7",
    )  # fmt: skip
    removal_do(by=cast.actor("data_manager"), request_id=uuid.uuid4(), removal=asked)
    assert then(cast).siblings == ()


def test_what_was_marked_as_an_error_since_was_believed_then_by_name(cast):
    tie = cast.ties["neighbour"]
    cast.do("row_mark_error", row=tie, reason="slip")
    correct(cast, cast.adults["neighbour"], name="Somebody Else")
    assert person(then(cast), tie) == "Tomás Rivas"
    assert str(tie.ref) not in {each.tie_id for each in now(cast).ties}


def test_a_pair_marked_as_an_error_since_was_believed_then(cast):
    cast.do("row_mark_error", row=Sibling.objects.get(), reason="slip")
    assert [s.name for s in then(cast).siblings] == ["Lou Marin"]
    assert now(cast).siblings == ()
