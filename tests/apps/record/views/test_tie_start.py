from __future__ import annotations

import pytest

from basehaven.apps.accounts.models import Draft
from basehaven.apps.audit.models import Look
from basehaven.apps.record.models import Adult, Child
from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "tie_start", cast.milo)


def test_somebody_on_the_record_gets_a_second_tie(page, cast):
    ida = cast.adults["grandmother"]
    assert saved(page.post(adult=ida, kind="friend", started_on=cast.ago(3)))
    assert set(cast.milo.ties.filter(adult=ida).values_list("kind", flat=True)) == {
        "kin",
        "friend",
    }


def test_a_second_mother_is_added_with_how_they_live(page, cast):
    response = page.post(
        adult="new",
        new_name="Marta Marin",
        kind="parent",
        called="Mami",
        started_on=cast.day(0),
        lives_with="true",
        hours_per_week="60",
        mode="in_person",
    )
    assert saved(response)
    tie = cast.milo.ties.get(adult__name="Marta Marin")
    spell = tie.spells.get()
    assert (tie.called, spell.lives_with, spell.mode) == ("Mami", True, "in_person")
    assert tie.adult.roles == ["parent"]


def test_an_expectant_mother_has_a_tie_before_birth(client, cast):
    expected = cast.do("child_create", name="", born_precision="unborn", due_on=cast.ago(-60))
    page = Page(client, cast.caseworker, "tie_start", expected)
    assert saved(
        page.post(adult="new", new_name="Ines Vale", kind="parent", started_on=cast.ago(120))
    )
    assert expected.ties.get().started_on == cast.ago(120)


def test_a_stranger_cannot_tell_that_the_child_exists(client, cast):
    for user in (cast.stranger, cast.analyst, cast.funder, cast.parent, cast.consultant):
        assert Page(client, user, "tie_start", cast.milo).get().status_code == 404


def test_what_was_typed_comes_back_with_the_refusal(page, cast):
    response = page.post(
        adult=cast.adults["teacher"], kind="teacher", called="Annie", started_on=cast.ago(3)
    )
    assert "already on the record" in wrong(response)["adult"]
    shown = text_of(response)
    assert 'value="Annie"' in shown and cast.ago(3).isoformat() in shown
    assert cast.milo.ties.filter(called="Annie").count() == 0


def test_a_refused_tie_leaves_no_new_person_behind(page, cast):
    wrong(page.post(adult="new", new_name="Nobody Yet", kind="kin", started_on="2999-01-01"))
    assert not Adult.objects.filter(name="Nobody Yet").exists()


def test_what_is_unlikely_is_asked_once_and_then_saved(page, cast):
    typed = {"adult": cast.adults["friend"], "kind": "kin", "started_on": cast.day(-1000)}
    response = page.post(**typed)
    assert "I have checked this" in text_of(response)
    assert saved(page.post(**typed, checked="on"))


def test_restrictions_stand_in_words_beside_the_name(page):
    assert "no contact" in text_of(page.get()).lower()
    assert "Family court order 17/231" in text_of(page.get())


def test_somebody_of_another_child_is_found_by_name_without_javascript(page, cast):
    response = page.post(find="adult", adult_q="quist", called="Nelly")
    assert response.status_code == 200
    assert "Nell Quist" in text_of(response) and 'value="Nelly"' in text_of(response)
    assert saved(page.post(adult=cast.adults["lous_carer"], kind="friend", started_on=cast.ago(2)))


def test_somebody_one_may_not_see_cannot_be_chosen(page, cast):
    hidden = cast.do("adult_create", name="Hidden Person", roles=["kin"])
    cast.do("tie_start", child=cast.other_child, adult=hidden, kind="kin", started_on=cast.ago(9))
    response = page.post(adult=hidden, kind="kin", started_on=cast.ago(2))
    assert "Choose one of the list" in wrong(response)["adult"]
    assert "Hidden Person" not in text_of(page.post(find="adult", adult_q="hidden"))


def test_a_page_sent_twice_is_one_tie(page, cast):
    typed = page.form() | {
        "adult": str(cast.adults["friend"].ref),
        "kind": "neighbour",
        "started_on": cast.ago(2).isoformat(),
    }
    for _ in range(2):
        page.client.post(page.address, typed)
    assert cast.milo.ties.filter(kind="neighbour", adult=cast.adults["friend"]).count() == 1


def test_a_draft_fills_the_form_again_and_goes_when_it_is_saved(page, cast):
    subject = page.get().context["draft_subject"]
    Draft.objects.create(
        user=cast.caseworker, form="tie_start", subject=subject, values={"called": "Dodo"}
    )
    assert 'value="Dodo"' in text_of(page.get())
    page.post(adult=cast.adults["friend"], kind="kin", started_on=cast.ago(2))
    assert not Draft.objects.exists()


def test_opening_the_page_is_a_look(page, cast):
    page.get()
    assert Look.objects.filter(child_ref=cast.milo.ref, action="tie_start").exists()


def test_the_page_asks_few_questions_of_the_database(page, django_assert_max_num_queries):
    page.get()
    with django_assert_max_num_queries(20):
        page.get()


def test_the_child_of_the_address_is_the_child_of_the_tie(page, cast):
    page.post(adult=cast.adults["friend"], kind="kin", started_on=cast.ago(2))
    assert Child.objects.get(ties__kind="kin", ties__adult=cast.adults["friend"]) == cast.milo
