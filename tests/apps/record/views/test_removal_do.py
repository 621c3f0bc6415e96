from __future__ import annotations

import pytest

from basehaven.apps.record.models import Child
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def asked(cast, role="caseworker", kind="seal"):
    return cast.do(
        "removal_ask", role=role, child=cast.milo, kind=kind, order="erasure", reason="Order 4/77"
    )


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    removal = asked(cast)
    for user in (
        cast.stranger,
        cast.caseworker,
        cast.parent,
    ):
        assert Page(client, user, "removal_do", removal).get().status_code == 404


@pytest.fixture
def page(client, cast):
    return Page(client, cast.data_manager, "removal_do", asked(cast))


def test_a_second_person_seals_and_nobody_sees_the_child(page, cast):
    assert saved(page.post(sure="on"))
    assert page.client.get(cast.milo.get_absolute_url()).status_code == 404


def test_the_order_has_to_be_seen_first(page, cast):
    response = page.post()
    assert "See the order first" in wrong(response)["sure"]
    assert "Order 4/77" in text_of(response)
    assert Child.objects.get(pk=cast.milo.pk).sealed_at is None


def test_the_one_who_asked_is_refused(client, cast):
    page = Page(client, cast.data_manager, "removal_do", asked(cast, role="data_manager"))
    assert "other than the person who asked" in wrong(page.post(sure="on"))["__all__"]


def test_an_erasure_leads_back_to_the_list_and_the_child_is_gone(client, cast):
    page = Page(client, cast.supervisor, "removal_do", asked(cast, kind="erase"))
    assert saved(page.post(sure="on"))
    assert not Child.objects.filter(pk=cast.milo.pk).exists()
