"""Every page is walked in English and in Spanish: what says the same in both was forgotten."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from basehaven.apps.accounts.actions.draft_save import draft_save
from basehaven.apps.accounts.checks import Route
from basehaven.apps.record import actions
from tests.apps.routes import TABLES, addresses, give_every_kind_of_row, routes, signed_in_as
from tests.apps.spanish import (
    Texts,
    english_words,
    left_in_english,
    of_ours,
    pattern_of_people,
    words_in,
)

pytestmark = pytest.mark.django_db(databases=["default", "looks"])

WALKED = ("caseworker", "data_manager", "director", "teacher", "parent", "father", "analyst")
SENDS = {"caseworker", "data_manager"}  # they reach every form between them
# The API speaks English alone; the others end the session or hand out a file.
NOT_WALKED = re.compile("^api_|account_logout|download|card_print|area_print")


def walked(route: Route) -> bool:
    return route.rule != "closed" and not NOT_WALKED.search(route.name)


def in_english(client: Any, urls: Any, people: re.Pattern[str], *, send: bool) -> dict[str, Any]:
    forgotten = {}
    for url in urls:
        for typed in (None, {}) if send else (None,):
            if found := left_in_english(client, url, people, typed):
                forgotten[f"{url} {'sent empty' if typed == {} else ''}"] = sorted(found)
    return forgotten


@pytest.mark.parametrize("who", WALKED)
def test_no_page_leaves_a_word_in_english(cast, who):
    give_every_kind_of_row(cast, cast.milo)
    client = signed_in_as(cast, who)
    tables = [*TABLES, "attendance", "right"]
    urls = [
        url for route in filter(walked, routes())
        for url in addresses(route, cast, cast.milo, tables=tables)
    ]  # fmt: skip
    assert len(urls) > 100
    forgotten = in_english(client, urls, pattern_of_people(), send=who in SENDS)
    assert not forgotten, "\n".join(f"{url}: {said}" for url, said in forgotten.items())


def test_what_is_not_there_is_said_in_spanish(cast):
    client = signed_in_as(cast, "parent")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    shown = Texts(response.content.decode()).found
    assert "Aquí no hay nada que usted pueda ver" in shown
    people = pattern_of_people()
    assert not [text for text in shown if words_in(of_ours(text, people)) & english_words()]


def test_no_page_of_an_odd_life_leaves_a_word_in_english(cast):
    """States that Milo's record does not have: unborn, twins, nothing known, ended, in error."""
    ids = [_unborn_twins(cast), *_ages(cast), _nothing(cast), _much_that_is_over(cast)]
    client = signed_in_as(cast, "data_manager")
    pages = ["child_show", "child_edit", "contact_list", "attendance_list", "rights_show"]
    pages += ["child_lookers", "consent_list", "child_correct", "twin_add", "child_born"]
    urls = [reverse(name, args=[child.ref]) for child in ids for name in pages]
    urls += [reverse(name) for name in ("child_list", "duplicate_list", "removal_list")]
    urls += [child.get_absolute_url() + f"?on={cast.day(-30)}" for child in ids]
    urls += [
        reverse("row_show", args=[child.ref, table, row.ref])
        for child in ids
        for table, rows in (("tie", child.ties), ("stay", child.stays), ("removal", child.removals))
        for row in rows.all()
    ]
    forgotten = in_english(client, urls, pattern_of_people(), send=False)
    assert not forgotten, "\n".join(f"{url}: {said}" for url, said in forgotten.items())


def _unborn_twins(cast: Any) -> Any:
    due = cast.today + timedelta(days=50)
    child = cast.do("child_create", name="", born_precision="unborn", due_on=due)
    cast.do("child_create", name="", twin_of=child)
    cast.do("tie_start", child=child, adult=cast.adults["doula"], kind="doula",
            started_on=cast.ago(20), mode="in_person")  # fmt: skip
    return child


def _ages(cast: Any) -> list[Any]:
    made = []
    for precision, days in (("day", 0), ("day", 9), ("month", 200), ("year", 900),
                            ("estimated", 2000), ("", None)):  # fmt: skip
        born = None if days is None else cast.ago(days)
        made.append(cast.do("child_create", name="Sam", born_on=born, born_precision=precision))
    return made


def _nothing(cast: Any) -> Any:
    return cast.do("child_create", name="Nobody Known")


def _much_that_is_over(cast: Any) -> Any:
    """Ended ties of each reason, cancelled contacts, orders, a stay of each kind, in error."""
    from basehaven.apps.record.models import CancelledBy, EndReason, Restriction, Stay, TieSpell

    child = cast.do("child_create", name="Over Andover", born_on=cast.ago(1500))
    adults = list(cast.adults.values())
    for number, reason in enumerate(EndReason.values):
        tie = cast.do("tie_start", child=child, adult=adults[number], kind="other",
                      started_on=cast.ago(900))  # fmt: skip
        cast.do("tie_end", tie=tie, ended_on=cast.ago(500 - number), end_reason=reason)
    for number, reason in enumerate(TieSpell.Reason.values, start=8):
        cast.do("tie_start", child=child, adult=adults[number], kind="kin", mode="none",
                reason=reason, started_on=cast.ago(400))  # fmt: skip
    removal = cast.do("removal_start", child=child, removed_on=cast.ago(800))
    for number, kind in enumerate(Stay.Kind.values):
        cast.do("stay_start", child=child, kind=kind, started_on=cast.ago(700 - number * 20),
                removal=removal, ends_current=True)  # fmt: skip
    cast.do("removal_end", removal=removal, exited_on=cast.ago(5), exit_reason="reunified")
    for number, kind in enumerate(Restriction.Kind.values, start=8):
        cast.do("restriction_add", child=child, adult=adults[number], kind=kind,
                started_on=cast.ago(30), checked=True)  # fmt: skip
    for number, who in enumerate(CancelledBy.values):
        cast.do("contact_add", child=child, adult=adults[8], on=cast.ago(number), kept=False,
                planned=True, cancelled_by=who)  # fmt: skip
    cast.do("row_mark_error", row=child.ties.first(), reason="wrong_person")
    cast.do("removal_ask", child=child, kind="seal", order="expungement", reason="No. 5")
    actions.adult_create(by=cast.actor(), request_id=uuid.uuid4(), name="Lou Marin", roles=["kin"])
    draft_save(
        user=cast.data_manager, form="tie_start", subject=str(child.ref), values={"called": "Nan"}
    )
    return child
