from __future__ import annotations

import pytest

from basehaven.apps.record.models import Version
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "row_correct", cast.milo, "tie", cast.ties["friend"])


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert (
            Page(client, user, "row_correct", cast.milo, "tie", cast.ties["friend"])
            .get()
            .status_code
            == 404
        )


@pytest.mark.parametrize(
    ("table", "typed", "row"),
    [
        ("tie", {"called": "Fifi"}, lambda cast: cast.ties["friend"]),
        ("spell", {"hours_per_week": "3.5"}, lambda cast: cast.ties["friend"].spells.get()),
        ("contact", {"minutes": "50"}, lambda cast: cast.milo.contacts.last()),
        ("sibling", {"kind": "half"}, lambda cast: cast.milo.sibling_rows.get()),
        ("stay", {"kind": "kin"}, lambda cast: cast.milo.stays.get(ended_on=None)),
        ("removal", {"exit_reason": ""}, lambda cast: cast.removal),
        ("enrolment", {}, lambda cast: cast.milo.enrolments.get(ended_on=None)),
        ("primary", {"rank": "main"}, lambda cast: cast.milo.primary_spells.first()),
        ("restriction", {"source": "Order 9"}, lambda cast: cast.milo.restrictions.first()),
        ("right", {"source": "Order 9"}, lambda cast: cast.milo.family_rights.first()),
    ],
)
def test_a_row_of_any_table_is_put_right_and_the_old_one_kept(client, cast, table, typed, row):
    stored = row(cast)
    page = Page(client, cast.caseworker, "row_correct", cast.milo, table, stored)
    assert saved(page.post(**typed, reason_kind="document", reason_words="file 3"))
    stored.refresh_from_db()
    for field, value in typed.items():
        assert str(getattr(stored, field)) == value
    kept = Version.objects.filter(row_ref=stored.ref).latest("pk")
    assert kept.reason == "document: file 3"


def test_the_named_address_leads_to_the_same_page(client, cast):
    page = Page(client, cast.caseworker, "tie_correct", cast.milo, cast.ties["friend"])
    assert saved(page.post(called="Fifi", reason_kind="slip"))


def test_what_stood_before_is_shown_with_who_and_why(page, cast):
    page.post(called="Fifi", reason_kind="told", reason_words="by her aunt")
    shown = text_of(page.get())
    assert "by her aunt" in shown and "Carl Mensah" in shown


def test_without_a_reason_it_comes_back_as_typed(page):
    response = page.post(called="Fifi")
    assert "reason_kind" in wrong(response)
    assert 'value="Fifi"' in text_of(response)


def test_two_people_at_once_see_both_versions_side_by_side(page, cast):
    opened = page.form()
    cast.do("row_correct", row=cast.ties["friend"], values={"called": "Fay"}, reason="slip")
    response = page.client.post(page.address, {**opened, "called": "Fifi", "reason_kind": "slip"})
    assert "Somebody changed this" in wrong(response)["__all__"]
    assert ("The child calls them", "Fay", "Fifi") in response.context["form"].theirs
    cast.ties["friend"].refresh_from_db()
    assert cast.ties["friend"].called == "Fay"


def test_a_teacher_corrects_a_tie_without_reading_why_somebody_is_away(client, cast):
    spell = cast.ties["father"].spells.get(ended_on=None)
    page = Page(client, cast.teacher, "row_correct", cast.milo, "spell", spell)
    assert "reason" not in page.form() and "rison" not in text_of(page.get())
    assert saved(page.post(started_on=cast.day(101), reason_kind="slip"))
    spell.refresh_from_db()
    assert (spell.reason, spell.started_on) == ("prison", cast.day(101))


@pytest.mark.parametrize("table", ["stay", "restriction", "right", "removal"])
def test_a_teacher_does_not_reach_the_tables_of_the_caseworker(client, cast, table):
    address = ("row_correct", cast.milo, table, cast.ties["friend"])
    assert Page(client, cast.teacher, *address).get().status_code == 404


def test_a_row_of_another_child_is_not_found(client, cast):
    address = ("row_correct", cast.lou, "tie", cast.ties["friend"])
    assert Page(client, cast.caseworker, *address).get().status_code == 404


def test_a_child_whose_record_knows_only_the_year_of_birth_can_be_corrected(client, cast):
    child = cast.do("child_create", name="Sam", born_on=cast.ago(400), born_precision="year")
    page = Page(client, cast.caseworker, "child_correct", child)
    assert saved(page.post(born_precision="estimated", reason_kind="slip"))


def test_a_teacher_puts_the_time_of_arrival_right(client, cast):
    page = Page(client, cast.teacher, "row_correct", cast.milo, "attendance", cast.attendance)
    assert saved(page.post(left_at=page.form()["arrived_at"], reason_kind="slip"))
    cast.attendance.refresh_from_db()
    assert cast.attendance.left_at


def test_the_history_speaks_of_every_table_in_words(client, cast):
    now = cast.milo.stays.get(ended_on=None)
    page = Page(client, cast.caseworker, "row_correct", cast.milo, "stay", now)
    assert saved(page.post(kind="kin", reason_kind="slip"))
    shown = text_of(page.get())
    assert "foster home" in shown and "Dana Okafor" in shown and "a slip of the pen" in shown
