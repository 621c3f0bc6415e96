from __future__ import annotations

import pytest

from basehaven.apps.record.models import Adult, Version
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "adult_correct", cast.milo, cast.adults["friend"])


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert (
            Page(client, user, "adult_correct", cast.milo, cast.adults["friend"]).get().status_code
            == 404
        )


def test_a_name_is_put_right_and_the_old_one_kept(page, cast):
    assert saved(page.post(name="Fay Duboys", roles=["friend", "kin"], reason_kind="slip"))
    fay = Adult.objects.get(pk=cast.adults["friend"].pk)
    assert (fay.name, fay.roles) == ("Fay Duboys", ["friend", "kin"])
    assert Version.objects.get(row_ref=fay.ref).values["name"] == "Fay Dubois"


def test_a_person_without_a_name_comes_back(page):
    response = page.post(name=" ", nicknames="Fifi", roles=["friend"], reason_kind="slip")
    assert "bus driver" in wrong(response)["name"]
    assert 'value="Fifi"' in text_of(response)


def test_a_person_of_another_child_is_not_found(client, cast):
    address = ("adult_correct", cast.milo, cast.adults["lous_carer"])
    assert Page(client, cast.caseworker, *address).get().status_code == 404
