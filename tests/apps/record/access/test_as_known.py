"""A record as it was known on a day is shown by today's access, and never by that day's."""

from __future__ import annotations

import pytest

from basehaven.apps.record.access import project, sight_of
from basehaven.apps.record.models import Child, Sibling
from basehaven.apps.record.queries import load_child_record
from tests.apps.record.queries.later import all_recorded_long_ago, correct, merge
from tests.apps.routes import NEVER_SHOWN

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture(autouse=True)
def _stood_for_a_while(cast):
    all_recorded_long_ago(cast)


def then(cast, who: str, child=None):
    """What somebody of the cast is shown today of what was known yesterday."""
    child = Child.objects.get(pk=(child or cast.milo).pk)
    record = load_child_record(child, as_known_on=cast.ago(1))
    return project(record, sight_of(cast.users[who], child))


def test_a_home_confidential_now_is_hidden_though_it_was_open_then(cast):
    assert "4 Quay Street" in repr(then(cast, "foster_carer"))
    correct(cast, cast.homes["parents"], confidential=True)
    shown = repr(then(cast, "foster_carer"))
    assert "4 Quay Street" not in shown
    assert "Rosa and Gus" not in shown


def test_a_home_confidential_then_is_hidden_though_it_is_open_now(cast):
    correct(cast, cast.homes["foster"], confidential=False)
    assert "Dana Okafor's home" not in repr(then(cast, "parent"))


def test_the_visitor_sees_the_home_the_child_lives_in_today_and_not_the_one_of_that_day(cast):
    home = cast.do("home_create", name="New home", address="3 Birch Lane", confidential=True)
    cast.do("stay_start", child=cast.milo, kind="foster", started_on=cast.today, home=home,
            carers=[cast.adults["adopter"]], ends_current=True)  # fmt: skip
    shown = repr(then(cast, "home_visitor"))
    assert "12 Alder Way" not in shown
    assert "Dana Okafor's home" not in shown
    assert "12 Alder Way" in repr(then(cast, "caseworker"))


def test_nor_an_address_that_this_home_had_before(cast):
    assert "12 Alder Way" in repr(then(cast, "home_visitor"))
    correct(cast, cast.homes["foster"], address="99 Secret Road")
    shown = repr(then(cast, "home_visitor"))
    assert "12 Alder Way" not in shown
    assert "Secret Road" not in shown
    assert "12 Alder Way" in repr(then(cast, "foster_carer"))  # it is her own


def test_whoever_was_named_as_carer_by_mistake_sees_no_home_through_it(cast):
    stay = cast.milo.stays.get(ended_on=None)
    correct(cast, stay, carers=[cast.adults["foster_carer"], cast.adults["parent"]])
    all_recorded_long_ago(cast)
    assert "12 Alder Way" in repr(then(cast, "parent"))
    correct(cast, stay, carers=[cast.adults["foster_carer"]])
    assert "12 Alder Way" not in repr(then(cast, "parent"))


def test_whoever_is_kept_away_learns_no_name_that_today_hides(cast):
    nan = cast.do("adult_create", name="Nan Grey", roles=["kin"])
    tie = cast.do("tie_start", child=cast.milo, adult=nan, kind="kin", started_on=cast.day(9))
    all_recorded_long_ago(cast)
    assert "Nan Grey" in repr(then(cast, "father"))
    correct(cast, tie, kind="foster_carer")  # she had been his carer all along
    assert "Nan Grey" not in repr(then(cast, "father"))
    assert "Nan Grey" in repr(then(cast, "parent"))


def test_nor_a_name_that_was_hidden_then(cast):
    tie = cast.ties["friend"]
    correct(cast, tie, kind="kin")
    assert "Fay Dubois" not in repr(then(cast, "father"))


def test_nor_the_name_of_an_entry_merged_since_into_somebody_hidden(cast):
    also = cast.do("adult_create", name="Aunt Dee", roles=["kin"])
    cast.do("tie_start", child=cast.milo, adult=also, kind="kin", started_on=cast.day(9))
    all_recorded_long_ago(cast)
    merge(cast, cast.adults["foster_carer"], also)
    assert "Aunt Dee" in repr(then(cast, "caseworker"))
    shown = repr(then(cast, "father"))
    assert "Aunt Dee" not in shown
    assert "Okafor" not in shown


def test_a_restriction_of_an_entry_merged_since_is_still_the_viewers_own(cast):
    also = cast.do("adult_create", name="G. Marin", roles=["parent"])
    cast.do("restriction_add", child=cast.milo, adult=also, kind="no_pickup",
            started_on=cast.day(9), source="Order 9")  # fmt: skip
    all_recorded_long_ago(cast)
    merge(cast, cast.adults["father"], also)
    assert "Order 9" in {r.source for r in then(cast, "father").restrictions}


def keep_all_about_lou_from_rosa(cast):
    cast.do("restriction_add", child=cast.lou, adult=cast.adults["parent"], kind="no_information",
            started_on=cast.ago(3), source="Order")  # fmt: skip


def test_a_brother_of_whom_somebody_is_told_nothing_is_not_there_for_them(cast):
    keep_all_about_lou_from_rosa(cast)
    assert "Lou Marin" not in repr(then(cast, "parent"))
    assert "Lou Marin" in repr(then(cast, "caseworker"))


def test_not_even_by_a_pair_marked_as_an_error_since(cast):
    keep_all_about_lou_from_rosa(cast)
    cast.do("row_mark_error", row=Sibling.objects.get(), reason="slip")
    assert "Lou Marin" not in repr(then(cast, "parent"))
    assert "Lou Marin" in repr(then(cast, "caseworker"))


def test_nor_by_the_name_of_a_record_merged_since(cast):
    other = cast.do("child_create", name="Louis M.", born_on=cast.lou.born_on)
    Sibling.objects.all().delete()
    cast.do("sibling_add", child=cast.milo, sibling=other, kind="full")
    all_recorded_long_ago(cast)
    keep_all_about_lou_from_rosa(cast)
    merge(cast, cast.lou, other)
    assert "Louis" not in repr(then(cast, "parent"))


def test_a_sealed_brother_was_never_there(cast):
    Child.objects.filter(pk=cast.lou.pk).update(sealed_at="2025-01-01T00:00Z")
    correct(cast, cast.adults["neighbour"], name="Else")
    assert then(cast, "caseworker").siblings == ()


@pytest.mark.parametrize("who", sorted(NEVER_SHOWN))
def test_nobody_reads_as_known_what_no_page_shows_them(cast, who):
    """Homes, rooms and names corrected since, with today's secrets in their old values."""
    for home in cast.homes.values():
        correct(cast, home, name=f"{home.name} (later)", address=f"{home.address} (later)")
    for room in cast.rooms.values():
        correct(cast, room, name=f"{room.name} (later)")
    for adult in ("foster_carer", "first_foster_carer", "lous_carer", "teacher"):
        correct(cast, cast.adults[adult], name=f"{cast.adults[adult].name} (later)")
    for stay in cast.milo.stays.all():
        correct(cast, stay, home=cast.homes["parents"], carers=[cast.adults["parent"]])
    shown = repr(then(cast, who))
    hidden = [secret.replace("&#x27;", "'") for secret in NEVER_SHOWN[who]]
    assert [secret for secret in hidden if secret in shown] == []
