from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import sign_in
from tests.posting import text_of

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def ask(client, user, **query):
    sign_in(client, user)
    return client.get(reverse("person_duplicates"), query)


def test_a_child_who_may_be_there_shows_with_the_reasons_while_typing(client, cast):
    born = cast.milo.born_on.isoformat()
    page = ask(client, cast.caseworker, name="Mylo Maryn", born_on=born, kind="child")
    said = text_of(page)
    assert "Milo Marin" in said
    assert "born the same day" in said
    assert "<html" not in page.content.decode()


def test_an_adult_shows_by_the_name_of_the_form_field(client, cast):
    page = ask(client, cast.caseworker, new_name="Rossa Marin", kind="adult")
    assert "Rosa Marin" in text_of(page)


def test_a_hidden_likeness_shows_nothing_at_all(client, cast):
    hidden = ask(client, cast.caseworker, name="Zora Quill", kind="child")
    nobody = ask(client, cast.caseworker, name="Quirin Zzyzx", kind="child")
    assert hidden.content == nobody.content


@pytest.mark.parametrize("user", ["stranger", "analyst", "funder"])
def test_whoever_sees_no_child_is_shown_none(client, cast, user):
    assert "Milo" not in text_of(ask(client, cast.users[user], name="Milo Marin", kind="child"))


@pytest.mark.parametrize(
    "query",
    [{}, {"name": "M"}, {"name": "x" * 3000, "born_on": "soon"}, {"name": "\x00", "kind": "robot"}],
)
def test_bad_input_shows_nothing(client, cast, query):
    page = ask(client, cast.caseworker, **query)
    assert page.status_code == 200
    assert "on the record already" not in text_of(page)
