from __future__ import annotations

import pytest

from tests.posting import Page, saved, text_of, wrong

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


@pytest.fixture
def page(client, cast):
    return Page(client, cast.caseworker, "contact_add", cast.milo)


def test_a_stranger_cannot_tell_that_there_is_such_a_page(client, cast):
    for user in (
        cast.stranger,
        cast.analyst,
        cast.parent,
    ):
        assert Page(client, user, "contact_add", cast.milo).get().status_code == 404


def test_a_visit_that_took_place_is_written_down(page, cast):
    response = page.post(
        adult=cast.adults["grandmother"], on=cast.ago(1), kind="family_time", minutes="90"
    )
    assert saved(response)
    assert cast.milo.contacts.get(adult=cast.adults["grandmother"], on=cast.ago(1)).minutes == 90


def test_a_plan_that_an_order_forbids_comes_back_as_typed(page, cast):
    response = page.post(
        adult=cast.adults["father"],
        on=cast.ago(-4),
        kind="visit",
        minutes="45",
        planned="true",
        kept="",
    )
    assert "forbids contact" in wrong(response)["adult"]
    assert 'value="45"' in text_of(response)


def test_a_day_still_to_come_did_not_take_place(page, cast):
    response = page.post(adult=cast.adults["parent"], on=cast.ago(-4), kept="true")
    assert "say that it is planned" in wrong(response)["on"]


# Filled in by a link


def filled_in(page, **query) -> dict[str, str]:
    form = page.get(**query).context["form"]
    return {bound.name: bound.field.prepare_value(bound.value()) for bound in form}


def test_a_link_fills_in_the_person_who_then_stands_first(page, cast):
    ida = cast.adults["grandmother"]
    assert filled_in(page, adult=ida.ref)["adult"] == str(ida.ref)
    shown = text_of(page.get(adult=ida.ref))
    assert shown.index("Ida Marin") < shown.index("Dana Okafor")
    assert f'value="{ida.ref}" checked' in shown


def test_to_arrange_contact_no_day_is_guessed(page, cast):
    filled = filled_in(page, adult=cast.adults["grandmother"].ref, plan="1")
    assert (filled["planned"], filled["on"]) == ("true", None)
    assert filled.keys().isdisjoint({"kept", "cancelled_by"})
    assert "<h1>Arrange contact</h1>" in text_of(page.get(plan="1"))


def test_contact_that_is_arranged_is_a_plan(client, page, cast):
    sent = {"adult": cast.adults["grandmother"].ref, "on": cast.ago(-5), "planned": "true"}
    assert client.post(page.address + "?plan=1", sent).status_code == 302
    plan = cast.milo.contacts.get(on=cast.ago(-5))
    assert (plan.planned, plan.kept, plan.adult) == (True, None, cast.adults["grandmother"])


def test_without_a_day_it_comes_back_as_typed(client, page, cast):
    sent = {"adult": cast.adults["grandmother"].ref, "minutes": "45", "planned": "true"}
    answer = client.post(page.address + "?plan=1", sent)
    assert "on" in wrong(answer)
    assert 'value="45"' in text_of(answer)
    assert "<h1>Arrange contact</h1>" in text_of(answer)


def test_a_planned_day_is_filled_in_to_say_that_they_met(page, cast):
    filled = filled_in(page, adult=cast.adults["grandmother"].ref, on=cast.ago(3).isoformat())
    assert (filled["on"], filled["kept"]) == (cast.ago(3), "true")


def test_no_link_fills_in_somebody_under_a_restriction(page, cast):
    assert filled_in(page, adult=cast.adults["father"].ref)["adult"] is None
    cast.do("restriction_add", child=cast.milo, adult=cast.adults["grandmother"],
            kind="no_pickup", started_on=cast.ago(3), source="Plan 7")  # fmt: skip
    assert filled_in(page, adult=cast.adults["grandmother"].ref, plan="1")["adult"] is None


def test_nor_somebody_around_a_hidden_child_nor_nonsense(page, cast):
    hidden = cast.do("adult_create", name="Hidden Person", roles=["kin"])
    cast.do("tie_start", child=cast.other_child, adult=hidden, kind="kin", started_on=cast.ago(9))
    for ref in (hidden.ref, "nonsense", ""):
        assert filled_in(page, adult=ref, on="nonsense")["adult"] is None
    assert "Hidden Person" not in text_of(page.get(adult=hidden.ref))


def test_restrictions_stand_at_the_top_with_the_names(page):
    shown = text_of(page.get())
    order = "Gus Marin: no contact, may not pick up, may not learn where the child is"
    assert shown.index(order) < shown.index('<form class="card stack"')


# What became of a plan


def test_what_became_of_a_plan_is_written_to_the_plan(page, cast):
    ida = cast.adults["grandmother"]
    plan = cast.do("contact_add", child=cast.milo, adult=ida, on=cast.ago(1), planned=True)
    assert saved(page.post(adult=ida, on=cast.ago(1), kind="visit", minutes="50"))
    plan.refresh_from_db()
    assert (plan.kept, plan.kind, plan.minutes) == (True, "visit", 50)
    assert cast.milo.contacts.filter(adult=ida, on=cast.ago(1)).count() == 1


def test_and_its_history_says_that_it_was_a_plan(page, cast):
    from basehaven.apps.record.actions.history import versions_of

    ida = cast.adults["grandmother"]
    plan = cast.do("contact_add", child=cast.milo, adult=ida, on=cast.ago(1), planned=True)
    page.post(adult=ida, on=cast.ago(1))
    assert [version.values["kept"] for version in versions_of(plan)] == [None]


def test_a_plan_of_another_day_stays_a_plan(page, cast):
    ida = cast.adults["grandmother"]
    plan = cast.do("contact_add", child=cast.milo, adult=ida, on=cast.ago(-5), planned=True)
    assert saved(page.post(adult=ida, on=cast.ago(1)))
    plan.refresh_from_db()
    assert plan.kept is None
