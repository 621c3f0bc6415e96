"""Who looked: for the family and for those who work with the child."""

from __future__ import annotations

import pytest

from basehaven.apps.audit.actions import write_look
from basehaven.apps.record.models import WorkingRelationship
from tests.apps.record.views.sharing import given, page, url

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def looks(cast):
    for who in ("teacher", "teacher", "home_visitor"):
        write_look(
            by=cast.actor(who),
            action="child_show",
            child_ref=cast.milo.ref,
            grounds="ground in words",
        )


@pytest.mark.usefixtures("looks")
@pytest.mark.parametrize("who", ["parent", "caseworker", "teacher", "consultant"])
def test_family_and_workers_read_who_looked_and_why(client, cast, who):
    shown = page(client, cast, who, "child_lookers").content.decode()
    assert "Ana Lindqvist" in shown
    assert "Vera Castillo" in shown
    assert "ground in words" in shown
    assert " times" in shown


@pytest.mark.usefixtures("looks")
def test_somebody_kept_away_reads_roles_only(client, cast):
    shown = page(client, cast, "father", "child_lookers").content.decode()
    assert "Teacher" in shown
    for hidden in ("Ana Lindqvist", "Vera Castillo", "ground in words", "Willow House"):
        assert hidden not in shown


def test_looking_at_who_looked_is_a_look_too(client, cast):
    page(client, cast, "parent", "child_lookers")
    assert "Rosa Marin" in client.get(url("child_lookers", cast)).content.decode()


def test_a_page_that_is_no_number_is_not_found(client, cast):
    assert page(client, cast, "parent", "child_lookers", before="x").status_code == 404


def test_somebody_with_consent_alone_reads_neither(client, cast):
    WorkingRelationship.objects.filter(user=cast.consultant).delete()
    given(cast)
    assert page(client, cast, "consultant", "child_lookers").status_code == 404
    assert page(client, cast, "consultant", "consent_list").status_code == 404


@pytest.mark.parametrize("who", ["stranger", "analyst", "funder"])
def test_a_stranger_cannot_tell_that_there_is_anything(client, cast, who):
    assert page(client, cast, who, "child_lookers").status_code == 404
