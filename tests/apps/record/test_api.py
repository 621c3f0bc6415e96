"""The API gives what the page gives, to the same people."""

from __future__ import annotations

import json

import pytest

from basehaven.apps.accounts.checks import every_route
from basehaven.apps.audit.models import Look
from tests.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def ask(client, user, address: str):
    sign_in(client, user)
    return client.get(address)


def test_the_list_holds_whom_one_may_see(client, cast):
    found = ask(client, cast.teacher, "/api/children/").json()
    assert [child["name"] for child in found["children"]] == ["Milo Marin"]
    assert found["children"][0]["ref"] == str(cast.milo.ref)
    assert found["after"] is None


def test_a_child_comes_with_ties_people_and_restrictions(client, cast):
    record = ask(client, cast.caseworker, f"/api/children/{cast.milo.ref}/").json()
    named = {person["name"] for person in record["people"].values()}
    assert {"Rosa Marin", "Ida Marin", "Ana Lindqvist"} <= named
    assert {row["kind"] for row in record["restrictions"]} >= {"no_contact"}
    assert record["ties"][0]["spells"][0]["mode"] == "in_person"


@pytest.mark.parametrize("who", ["parent", "father", "teacher"])
def test_the_projection_is_that_of_the_page(client, cast, who):
    answer = ask(client, cast.users[who], f"/api/children/{cast.milo.ref}/")
    assert answer.status_code == 200
    for place in ("Alder Way", "Hidden Hollow", "Nell Quist", str(cast.lou.ref)):
        assert place not in answer.content.decode()


def test_its_words_are_english_whatever_language_the_pages_are_read_in(client, cast):
    client.cookies["django_language"] = "es"
    found = ask(client, cast.parent, "/api/children/").json()
    assert "months" in found["children"][0]["age"]
    record = ask(client, cast.parent, f"/api/children/{cast.milo.ref}/").json()
    assert any("confidential" in said for said in record["hidden"])


def test_a_stranger_gets_404_and_nobody_401(client, cast):
    assert ask(client, cast.stranger, f"/api/children/{cast.milo.ref}/").status_code == 404
    client.logout()
    assert client.get("/api/children/").status_code == 401
    assert client.get(f"/api/children/{cast.milo.ref}/").status_code == 401


def test_reading_by_machine_is_recorded_as_such(client, cast):
    ask(client, cast.teacher, f"/api/children/{cast.milo.ref}/")
    look = Look.objects.get(action="api_child_show")
    assert (look.how, look.grounds, look.child_ref) == (
        "api",
        "teacher of the room",
        cast.milo.ref,
    )


def test_nonsense_is_refused_in_words_a_machine_reads(client, cast):
    answer = ask(client, cast.teacher, "/api/children/?after=nonsense")
    assert answer.status_code == 422


def test_the_schema_names_both_and_every_route_has_a_rule(client, cast):
    schema = json.loads(ask(client, cast.teacher, "/api/").content)
    assert set(schema["paths"]) == {"/api/children/", "/api/children/{child}/"}
    rules = {route.name: route.rule for route in every_route() if route.pattern.startswith("api/")}
    assert rules == {
        "api_schema": "signed_in",
        "api_child_list": "signed_in",
        "api_child_show": "child:see",
    }
