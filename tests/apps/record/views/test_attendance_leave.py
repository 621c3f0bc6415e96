from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.teacher, "attendance_leave", cast.milo, cast.attendance)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert (
            Page(client, user, "attendance_leave", cast.milo, cast.attendance).get().status_code
            == 404
        )


def test_the_foster_carer_takes_the_child_home(page, cast):
    assert saved(page.post(picked_up_by=cast.adults["foster_carer"]))
    cast.attendance.refresh_from_db()
    assert cast.attendance.left_at


def test_what_an_order_forbids_stands_beside_the_name(page):
    shown = text_of(page.get())
    beside = shown[shown.index("Gus Marin") :][:300]
    assert "no contact" in beside and "Family court order 17/231" in beside


def test_somebody_under_an_order_is_refused_in_words(page, cast):
    response = page.post(picked_up_by=cast.adults["father"])
    assert "Do not hand the child over" in wrong(response)["picked_up_by"]
    cast.attendance.refresh_from_db()
    assert cast.attendance.left_at is None


def test_not_even_a_tick_hands_the_child_over(page, cast):
    assert "picked_up_by" in wrong(page.post(picked_up_by=cast.adults["father"], checked="on"))


def test_nobody_chosen_comes_back_with_the_time_typed(page, cast):
    response = page.post(left_at="2020-01-01T10:00")
    assert "picked_up_by" in wrong(response)
    assert "2020-01-01T10:00" in text_of(response)


def test_supervised_contact_asks_whether_the_supervisor_is_here(client, page, cast):
    cast.do(
        "restriction_add",
        child=cast.milo,
        adult=cast.adults["parent"],
        kind="supervised_only",
        started_on=cast.ago(3),
        source="Plan 7",
    )
    assert (
        "supervisor is here" in wrong(page.post(picked_up_by=cast.adults["parent"]))["picked_up_by"]
    )
    assert saved(page.post(picked_up_by=cast.adults["parent"], checked="on"))


def test_everybody_under_an_order_stands_at_the_top_by_name(page, cast):
    """Not only beside a name that may be folded away, or be written down as somebody new."""
    cast.do("restriction_add", child=cast.milo, adult=cast.adults["librarian"], kind="no_pickup",
            started_on=cast.ago(3), source="Plan 7")  # fmt: skip
    shown = text_of(page.get())
    top = shown[: shown.index('<form class="card stack"')]
    assert "Gus Marin: no contact, may not pick up, may not learn where the child is" in top
    assert "Lin Park: may not pick up (Plan 7)" in top


def test_an_order_that_ended_does_not(page):
    shown = text_of(page.get())
    assert "Rosa Marin: supervised" not in shown[: shown.index('<form class="card stack"')]
