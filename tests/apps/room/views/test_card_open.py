from __future__ import annotations

import re
import secrets
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from basehaven.apps.audit.models import Look
from basehaven.apps.room.models import CardShare
from tests.apps.room.cards import client_of, lend, line, link_on, url

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def link(cast):
    line(cast, "teacher", text="Milo Marin likes buses", word_of=cast.adults["parent"])
    return link_on(lend(cast))


def test_whoever_has_the_link_reads_the_card_without_signing_in(link):
    page = Client().get(link).content.decode()
    assert "How to read Milo" in page
    assert "Milo likes buses" in page
    assert "Rosa, written down by Ana" in page


def test_no_surname_and_no_way_into_the_record_is_on_it(link, cast):
    page = Client().get(link).content.decode()
    assert "Marin" not in page
    assert "Lindqvist" not in page
    assert str(cast.milo.ref) not in page
    assert "/children/" not in page


def test_nobody_whom_an_order_keeps_away_is_on_it(link, cast):
    line(cast, kind="call", text="555 0142", person=cast.adults["grandmother"])
    assert "555 0142" in Client().get(link).content.decode()
    cast.do(
        "restriction_add", child=cast.milo, adult=cast.adults["grandmother"], kind="no_contact",
        started_on=cast.today, source="17/9",
    )  # fmt: skip
    page = Client().get(link).content.decode()
    assert "555 0142" not in page
    assert "Ida" not in page


def test_nothing_keeps_finds_or_passes_it_on(link):
    page = Client().get(link)
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Robots-Tag"].startswith("noindex")


def test_every_opening_is_a_look_that_the_family_reads(link, cast):
    Client().get(link)
    Client().get(link)
    looks = Look.objects.filter(action="card_open")
    assert looks.count() == 2
    assert {(look.child_ref, look.grounds) for look in looks} == {(cast.milo.ref, "card link")}
    page = client_of(cast, "parent").get(url("child_lookers", cast)).content.decode()
    assert "card link" in page
    assert "Somebody with a link to the care card" in page
    assert "Somebody who runs the server" not in page


def said_of(page, address):
    """A page without its own address and the token of its forms, which differ at every request."""
    bare = page.content.decode().replace(address, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", bare)


@pytest.mark.parametrize("how", ["over", "ended", "unknown", "sealed", "no_right"])
def test_over_ended_unknown_or_without_consent_it_is_the_same_page_not_found(link, cast, how):
    unknown = f"/cards/{secrets.token_urlsafe(32)}/"
    not_found = said_of(Client().get(unknown), unknown)
    if how == "over":
        CardShare.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "ended":
        CardShare.objects.update(revoked_at=timezone.now())
    elif how == "unknown":
        CardShare.objects.all().delete()
    elif how == "sealed":
        type(cast.milo).objects.filter(pk=cast.milo.pk).update(sealed_at=timezone.now())
    else:
        cast.milo.family_rights.update(ended_on=cast.today)
    before = Look.objects.count()
    page = Client().get(link)
    assert page.status_code == 404
    assert said_of(page, link) == not_found
    assert Look.objects.count() == before


def test_it_takes_no_posts(link):
    assert Client().post(link, {}).status_code == 405


def test_its_headings_are_in_the_language_that_was_chosen(cast):
    line(cast)
    page = Client().get(link_on(lend(cast, language="es"))).content.decode()
    assert '<html lang="es">' in page
    assert "Cómo leer a Milo" in page
