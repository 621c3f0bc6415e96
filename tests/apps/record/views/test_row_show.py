"""One row of the record, its history, and what may be done with it."""

from __future__ import annotations

import pytest

from basehaven.apps.record.models import Enrolment, Restriction, Sibling, Stay, Tie
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def opened(client, user, child, table, ref):
    sign_in(client, user)
    return client.get(f"{child.get_absolute_url()}{table}/{ref}/")


def test_a_tie_is_shown_with_how_it_was_lived(client, cast):
    html = opened(
        client, cast.caseworker, cast.milo, "tie", cast.ties["parent"].ref
    ).content.decode()
    assert "Rosa Marin" in html
    assert "supervised, 3 h a week" in html


@pytest.mark.parametrize(
    ("table", "model"),
    [("stay", Stay), ("enrolment", Enrolment), ("restriction", Restriction), ("sibling", Sibling)],
)
def test_every_bar_of_the_life_line_opens(client, cast, table, model):
    row = model.objects.filter(child=cast.milo).last()
    assert opened(client, cast.caseworker, cast.milo, table, row.ref).status_code == 200


def test_a_removal_opens(client, cast):
    response = opened(client, cast.caseworker, cast.milo, "removal", cast.removal.ref)
    assert response.status_code == 200


def test_a_stranger_gets_nothing(client, cast):
    response = opened(client, cast.stranger, cast.milo, "tie", cast.ties["parent"].ref)
    assert response.status_code == 404


def test_a_row_of_another_child_is_not_found_under_this_one(client, cast):
    tie = Tie.objects.filter(child=cast.lou).first()
    assert opened(client, cast.caseworker, cast.milo, "tie", tie.ref).status_code == 404


def test_a_table_that_is_not_shown_is_not_found(client, cast):
    assert opened(client, cast.caseworker, cast.milo, "contact", cast.milo.ref).status_code == 404


def test_what_the_projection_hides_is_not_found_either(client, cast):
    row = Restriction.objects.filter(adult=cast.adults["parent"]).get()
    assert opened(client, cast.father, cast.milo, "restriction", row.ref).status_code == 404


def test_a_correction_shows_what_stood_there_who_changed_it_and_why(client, cast):
    tie = cast.ties["neighbour"]
    cast.do("row_correct", row=tie, values={"called": "Tommy"}, reason="Heard it wrong")
    html = opened(client, cast.caseworker, cast.milo, "tie", tie.ref).content.decode()
    assert "Heard it wrong" in html
    assert "Carl Mensah" in html
    assert "Tom became Tommy" in html


def test_history_is_for_those_who_may_see_it(client, cast):
    tie = cast.ties["neighbour"]
    cast.do("row_correct", row=tie, values={"called": "Tommy"}, reason="Heard it wrong")
    assert b"Heard it wrong" not in opened(client, cast.teacher, cast.milo, "tie", tie.ref).content


def test_a_row_entered_in_error_is_found_only_through_its_history(client, cast):
    tie = cast.ties["neighbour"]
    cast.do("row_mark_error", row=tie, reason="Another child's neighbour")
    html = opened(client, cast.caseworker, cast.milo, "tie", tie.ref).content.decode()
    assert "entered in error" in html
    assert opened(client, cast.teacher, cast.milo, "tie", tie.ref).status_code == 404


def test_a_restriction_is_said_wherever_the_person_appears(client, cast):
    html = opened(
        client, cast.caseworker, cast.milo, "tie", cast.ties["father"].ref
    ).content.decode()
    assert "no contact, may not pick up" in html


def test_also_on_a_stay_whose_carer_it_is_about(client, cast):
    cast.do("restriction_add", child=cast.milo, adult=cast.adults["foster_carer"],
            kind="supervised_only", started_on=cast.ago(2), source="Plan 9")  # fmt: skip
    stay = cast.milo.stays.get(ended_on=None)
    html = opened(client, cast.caseworker, cast.milo, "stay", stay.ref).content.decode()
    assert "Dana Okafor: supervised contact only (Plan 9)" in html


def test_a_stay_leads_to_the_correction_of_its_home_for_those_who_may(client, cast):
    stay = cast.milo.stays.get(ended_on=None)
    address = f"/homes/{stay.home.ref}/correct/"
    shown = opened(client, cast.caseworker, cast.milo, "stay", stay.ref).content.decode()
    assert address in shown
    for user in (cast.teacher, cast.parent, cast.home_visitor):
        assert address not in opened(client, user, cast.milo, "stay", stay.ref).content.decode()
