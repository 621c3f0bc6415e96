from __future__ import annotations

import pytest

from tests.posting import Page, text_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.data_manager, "removal_list")


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.caseworker,
        cast.parent,
    ):
        assert Page(client, user, "removal_list").get().status_code == 404


def test_what_waits_stands_with_the_childs_name_for_whoever_may_see_the_child(page, cast):
    cast.do("removal_ask", child=cast.milo, kind="seal", order="expungement", reason="Order 3")
    assert "Milo Marin" in text_of(page.get())


def test_a_supervisor_who_may_not_see_the_child_reads_no_name(client, cast):
    cast.do(
        "removal_ask",
        role="data_manager",
        child=cast.other_child,
        kind="seal",
        order="expungement",
        reason="Order 3",
    )
    shown = text_of(Page(client, cast.supervisor, "removal_list").get())
    assert "Zora" not in shown and "a child you do not see" in shown


def test_what_was_done_is_left_with_its_reference_and_no_name(page, cast):
    removal = cast.do(
        "removal_ask", child=cast.milo, kind="erase", order="erasure", reason="Order 3"
    )
    cast.do("removal_do", role="supervisor", removal=removal)
    shown = text_of(page.get())
    assert str(removal.ref) in shown and "Milo" not in shown
