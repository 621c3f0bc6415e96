from __future__ import annotations

import pytest

from basehaven.apps.record.models import Child
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "child_create")


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.parent,
        cast.analyst,
        cast.funder,
        cast.foster_carer,
    ):
        assert Page(client, user, "child_create").get().status_code == 404


def test_a_child_is_put_on_the_record_and_the_caseworker_sees_the_page(page, cast):
    response = page.post(name="Noor Bakri", nicknames="Nono, Nunu", born_on=cast.ago(80))
    assert saved(response)
    child = Child.objects.get(name="Noor Bakri")
    assert (child.nicknames, child.born_precision) == (["Nono", "Nunu"], "day")
    assert page.client.get(response.headers["Location"]).status_code == 200


def test_an_unborn_child_without_a_name_is_put_on_the_record(page, cast):
    assert saved(page.post(born_precision="unborn", due_on=cast.ago(-90)))
    assert Child.objects.get(born_precision="unborn").name == ""


@pytest.mark.parametrize("precision", ["month", "year", "estimated"])
def test_a_birth_date_known_roughly(page, cast, precision):
    assert saved(page.post(name="Sam", born_on=cast.ago(400), born_precision=precision))
    assert Child.objects.get(name="Sam").born_precision == precision


def test_an_unknown_birth_date_stays_unknown(page):
    assert saved(page.post(name="Sam"))
    assert Child.objects.get(name="Sam").born_on is None


def test_a_birth_in_the_future_comes_back_with_everything_typed(page, cast):
    response = page.post(name="Noor Bakri", region="West", born_on=cast.ago(-9))
    assert "not born yet" in wrong(response)["born_on"]
    assert 'value="Noor Bakri"' in text_of(response) and 'value="West"' in text_of(response)
    assert not Child.objects.filter(name="Noor Bakri").exists()


def test_what_is_no_date_says_how_a_date_is_written(page):
    assert "2024-03-31" in wrong(page.post(name="Sam", born_on="31st of March"))["born_on"]


def test_nobody_without_an_account_reaches_it(client, cast):
    assert "login" in client.get("/children/new/").headers["Location"]
