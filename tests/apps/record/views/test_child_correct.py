from __future__ import annotations

import pytest

from basehaven.apps.record.models import Child, Version
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "child_correct", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "child_correct", cast.milo).get().status_code == 404


def test_a_name_is_put_right_and_the_old_one_kept(page, cast):
    assert saved(page.post(name="Milo Mares", reason_kind="document", reason_words="passport"))
    assert Child.objects.get(pk=cast.milo.pk).name == "Milo Mares"
    kept = Version.objects.get(row_ref=cast.milo.ref)
    assert (kept.values["name"], kept.reason) == ("Milo Marin", "document: passport")


def test_a_reason_is_asked_and_what_was_typed_stays(page):
    response = page.post(name="Milo Mares")
    assert "reason_kind" in wrong(response)
    assert 'value="Milo Mares"' in text_of(response)


def test_another_reason_has_to_be_said_in_words(page):
    assert "few words" in wrong(page.post(name="M", reason_kind="other"))["reason_words"]


def test_two_people_at_once_see_both_versions_and_choose(page, cast):
    opened = page.form()
    cast.do("row_correct", row=cast.milo, values={"region": "East"}, reason="slip")
    response = page.client.post(page.address, {**opened, "region": "West", "reason_kind": "slip"})
    assert "Somebody changed this" in wrong(response)["__all__"]
    shown = text_of(response)
    assert "East" in shown and "West" in shown
    assert Child.objects.get(pk=cast.milo.pk).region == "East"
    again = {
        **opened,
        "region": "West",
        "reason_kind": "slip",
        "seen": response.context["form"].data["seen"],
    }
    assert saved(page.client.post(page.address, again))
    assert Child.objects.get(pk=cast.milo.pk).region == "West"


def test_a_foster_carer_reads_and_does_not_correct(client, cast):
    assert Page(client, cast.foster_carer, "child_correct", cast.milo).get().status_code == 404
