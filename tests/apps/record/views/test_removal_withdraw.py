from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def asked(cast):
    return cast.do(
        "removal_ask", child=cast.milo, kind="seal", order="erasure", reason="Order 4/77"
    )


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    removal = asked(cast)
    for user in (
        cast.stranger,
        cast.caseworker,
        cast.parent,
    ):
        assert Page(client, user, "removal_withdraw", removal).get().status_code == 404


def test_withdrawn_it_does_nothing_and_stays_on_the_list(client, cast):
    removal = asked(cast)
    page = Page(client, cast.data_manager, "removal_withdraw", removal)
    assert saved(page.post())
    removal.refresh_from_db()
    assert removal.withdrawn_at
    assert "withdrawn" in text_of(Page(client, cast.data_manager, "removal_list").get())


def test_what_was_withdrawn_is_not_withdrawn_again(client, cast):
    page = Page(client, cast.supervisor, "removal_withdraw", asked(cast))
    page.post()
    assert "withdrawn" in wrong(page.post())["__all__"]
