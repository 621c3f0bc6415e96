"""A child's page: somebody has not been seen, and what to do about it."""

from __future__ import annotations

import re
from html import unescape as html_unescape

import pytest

from tests.apps.record.queries.later import all_recorded_long_ago
from tests.apps.record.views.showing import page, text

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def every_week_until(cast, days: int, who: str = "neighbour"):
    adult = cast.adults[who]
    cast.milo.contacts.filter(adult=adult).delete()
    for weeks in range(5):
        on = cast.ago(days + 7 * weeks)
        cast.do("contact_add", child=cast.milo, adult=adult, on=on, kind="visit", kept=True)
    return adult


def deeds(html: str) -> list[str]:
    card = re.search(r'class="silence__deeds">(.*?)</p>', html, re.DOTALL)
    return re.findall(r">([^<]+)</a>", card.group(1)) if card else []


def test_the_card_offers_to_arrange_contact_to_note_it_and_to_say_why_not(client, cast):
    adult = every_week_until(cast, 28)
    html = page(client, cast.caseworker, cast.milo)
    assert "Tomás Rivas has not been seen for 28 days" in text(html)
    assert deeds(html) == ["Arrange contact", "They did meet", "Say why not"]
    links = [html_unescape(link) for link in re.findall(r'href="([^"]+)"', html)]
    tie = cast.ties["neighbour"].ref
    for address in (
        f"contacts/new/?adult={adult.ref}&plan=1",
        f"contacts/new/?adult={adult.ref}",
        f"ties/{tie}/silence/",
    ):
        assert cast.milo.get_absolute_url() + address in links
        assert client.get(cast.milo.get_absolute_url() + address).status_code == 200


@pytest.mark.parametrize("who", ["consultant", "parent", "foster_carer"])
def test_whoever_may_not_write_it_down_reads_the_card_without_links(client, cast, who):
    every_week_until(cast, 28)
    html = page(client, cast.users[who], cast.milo)
    assert "has not been seen for 28 days" in html
    assert deeds(html) == []


@pytest.mark.parametrize(
    "kind", ["no_contact", "supervised_only", "no_pickup", "no_information", "hide_address"]
)
def test_any_restriction_stops_the_card_and_its_links(client, cast, kind):
    adult = every_week_until(cast, 28)
    cast.do("restriction_add", child=cast.milo, adult=adult, kind=kind, started_on=cast.ago(2),
            source="Order 3")  # fmt: skip
    html = page(client, cast.caseworker, cast.milo)
    assert "has not been seen" not in html
    assert deeds(html) == []
    assert f"adult={adult.ref}" not in html


def test_a_restriction_stops_them_on_the_record_as_it_was_known_before_it_too(client, cast):
    adult = every_week_until(cast, 28)
    all_recorded_long_ago(cast)
    cast.do("restriction_add", child=cast.milo, adult=adult, kind="no_contact",
            started_on=cast.ago(2), source="Order 3")  # fmt: skip
    html = page(client, cast.caseworker, cast.milo, f"?known={cast.ago(5)}")
    assert "as it was known on" in text(html)
    assert deeds(html) == []
    assert "In force today, whatever was known then: Gus Marin:" in text(html)
    assert "Tomás Rivas: no contact (Order 3)" in text(html)


def test_a_father_in_prison_is_no_silence_even_to_those_who_do_not_read_why(client, cast):
    cast.milo.restrictions.all().delete()
    every_week_until(cast, 28, "father")
    for who in ("caseworker", "teacher"):
        html = page(client, cast.users[who], cast.milo)
        assert "Gus Marin has not been seen" not in html
        assert deeds(html) == []


def test_what_was_planned_is_told_to_those_who_may_know_where_the_child_is(client, cast):
    adult = every_week_until(cast, 28)
    cast.do("contact_add", child=cast.milo, adult=adult, on=cast.ago(3), planned=True, kept=False,
            cancelled_by="parent")  # fmt: skip
    assert "cancelled by the parent" in page(client, cast.teacher, cast.milo)
    consultant = page(client, cast.consultant, cast.milo)
    assert "did not take place" in consultant
    assert "cancelled by" not in consultant
    assert "planned for" not in page(client, cast.father, cast.milo)
