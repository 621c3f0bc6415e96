from __future__ import annotations

import pytest

from basehaven.apps.record.models import Home, Version
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def open_as(client, cast, user, home="foster"):
    return Page(client, user, "home_correct", cast.milo, cast.homes[home])


@pytest.fixture
def page(client, cast):
    return open_as(client, cast, cast.caseworker)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (cast.stranger, cast.analyst, cast.parent, cast.teacher, cast.director):
        assert open_as(client, cast, user).get().status_code == 404


def test_name_and_address_are_put_right_and_the_old_ones_kept(page, cast):
    typed = {"name": "Dana's place", "address": "14 Alder Way", "reason_kind": "document"}
    assert saved(page.post(**typed, reason_words="placement agreement"))
    home = Home.objects.get(pk=cast.homes["foster"].pk)
    assert (home.name, home.address, home.confidential) == ("Dana's place", "14 Alder Way", True)
    kept = Version.objects.get(row_ref=home.ref)
    assert kept.values["address"] == "12 Alder Way"
    assert kept.reason == "document: placement agreement"
    shown = text_of(page.get())
    assert "12 Alder Way" in shown and "Carl Mensah" in shown


def test_a_home_without_a_name_comes_back_as_typed(page):
    response = page.post(name=" ", address="14 Alder Way", reason_kind="slip")
    assert "name" in wrong(response)
    assert 'value="14 Alder Way"' in text_of(response)


def test_a_home_is_not_found_by_guessing_its_reference(client, cast):
    for home in ("lous",):
        assert open_as(client, cast, cast.caseworker, home).get().status_code == 404
        assert open_as(client, cast, cast.data_manager, home).get().status_code == 404


def test_a_caseworker_makes_a_home_confidential_and_cannot_open_it_again(client, cast):
    page = open_as(client, cast, cast.caseworker, "parents")
    assert saved(page.post(confidential="on", reason_kind="told"))
    assert Home.objects.get(pk=cast.homes["parents"].pk).confidential
    assert "confidential" not in page.form() and "stays so" in text_of(page.get())
    sent = {k: v for k, v in page.form().items() if k != "confidential"}
    assert saved(page.client.post(page.address, {**sent, "reason_kind": "told"}))
    assert Home.objects.get(pk=cast.homes["parents"].pk).confidential


def test_the_data_manager_who_sees_every_child_in_it_may_open_a_home(client, cast):
    page = open_as(client, cast, cast.data_manager)
    assert saved(page.post(confidential=None, reason_kind="told"))
    assert not Home.objects.get(pk=cast.homes["foster"].pk).confidential


def test_two_people_at_once_see_both_versions_side_by_side(page, cast):
    opened = page.form()
    cast.do("row_correct", row=cast.homes["foster"], values={"name": "Okafors"}, reason="slip")
    response = page.client.post(page.address, {**opened, "name": "Dana", "reason_kind": "slip"})
    assert "Somebody changed this" in wrong(response)["__all__"]
    assert ("Name", "Okafors", "Dana") in response.context["form"].theirs


def test_the_page_of_changes_leads_here(client, cast):
    listed = text_of(Page(client, cast.caseworker, "child_edit", cast.milo).get())
    assert open_as(client, cast, cast.caseworker).address in listed
