from __future__ import annotations

import pytest

from basehaven.apps.accounts.models import Draft
from basehaven.apps.audit.models import Change
from basehaven.apps.room.models import CardLine
from tests.apps.room.cards import assert_not_there, client_of, typed, url
from tests.apps.room.views.test_child_card import card, helped

pytestmark = pytest.mark.django_db(databases=["default", "looks"])


def write(cast, who="teacher", **values):
    return client_of(cast, who).post(url("card_line_write", cast), typed(**values))


@pytest.mark.parametrize("who", ["parent", "foster_carer", "teacher", "home_visitor", "caseworker"])
def test_family_and_those_who_work_with_the_child_write_on_the_card(cast, who):
    assert write(cast, who).status_code == 302
    written = CardLine.objects.get()
    assert (written.text, written.kind) == ("Buses and water", "likes")
    change = Change.objects.get(action="card_line_write")
    assert (change.child_ref, change.row_ref) == (cast.milo.ref, written.ref)


def test_the_same_form_sent_twice_writes_once(cast):
    client, same = client_of(cast, "parent"), typed()
    for _ in range(2):
        assert client.post(url("card_line_write", cast), same).status_code == 302
    assert CardLine.objects.count() == 1


def test_what_helped_comes_onto_the_card_with_one_tap_and_is_not_offered_again(cast):
    helped(cast, "yes", "yes")
    assert "Put it on the card" in card(cast)
    write(cast, kind="helps", text="Sat near (arrival)")
    assert CardLine.objects.get().from_log
    page = card(cast)
    assert "taken over from the log" in page
    assert "Put it on the card" not in page


def test_words_that_nobody_counted_are_not_said_to_come_from_the_log(cast):
    write(cast, kind="helps", text="Sat near (arrival)")
    assert not CardLine.objects.get().from_log


@pytest.mark.parametrize(
    "text",
    [
        "Home is 7 Old Mill Lane",
        "4 quay street, second floor",
        "Calle Mayor 12",
        "99 Hidden Hollow",
    ],
)
def test_no_address_enters_it_and_what_was_typed_comes_back(cast, text):
    page = write(cast, text=text, more="Knocks twice")
    assert page.status_code == 422
    assert "This looks like an address" in page.content.decode()
    assert text in page.content.decode()
    assert "Knocks twice" in page.content.decode()
    assert not CardLine.objects.exists()


def test_a_time_or_an_amount_is_no_address(cast):
    assert write(cast, text="Bottle of 180 ml at 7, then 2 biscuits with Rosa").status_code == 302


def test_no_other_child_is_named_on_it(cast):
    page = write(cast, "caseworker", text="Plays with Lou all day")
    assert page.status_code == 422
    assert "Another child is named here" in page.content.decode()


def test_who_cannot_see_the_other_child_learns_no_name_by_trying(cast):
    assert write(cast, "parent", text="Plays with Lou all day").status_code == 302


def test_nobody_whom_an_order_keeps_away_can_be_called(cast):
    father, mother = cast.adults["father"], cast.adults["parent"]
    form = client_of(cast, "teacher").get(url("card_line_write", cast)).content.decode()
    callable_people = form.split('name="person"')[1].split("</select>")[0]
    assert str(mother.ref) in callable_people
    assert str(father.ref) not in callable_people
    assert write(cast, kind="call", text="555 0100", person=father.ref).status_code == 422
    page = write(cast, kind="call", text="or else Gus, 555 0100", person=mother.ref)
    assert "whom an order keeps from the child" in page.content.decode()
    assert not CardLine.objects.exists()


def test_a_call_without_a_person_is_refused(cast):
    assert "Choose who is to be called" in write(cast, kind="call").content.decode()


def test_a_draft_is_gone_once_it_is_saved(cast):
    subject = str(cast.milo.ref)
    Draft.objects.create(
        user=cast.parent, form="card_line_write", subject=subject, values={"text": "Bu"}
    )
    assert "Bu</textarea>" in client_of(cast, "parent").get(
        url("card_line_write", cast)
    ).content.decode().replace("\n", "")
    write(cast, "parent")
    assert not Draft.objects.exists()


def test_to_readers_and_strangers_it_does_not_exist(cast):
    assert_not_there(cast, url("card_line_write", cast), "father", "stranger", "consultant")
