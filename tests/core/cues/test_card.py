from __future__ import annotations

from datetime import date

from hypothesis import given

from basehaven.core.cues.card import own_card, what_helped
from basehaven.core.cues.types import CardLine, Helped, History, Moment, Observation
from tests.core.cues.drawn import some_observations

MARCH = [date(2026, 3, day) for day in range(1, 32)]


def done(day: int, response: str, soothed: str, context: str = "arrival") -> Observation:
    return Observation(MARCH[day - 1], context=context, response=response, soothed=soothed)


def test_what_was_done_is_counted_with_how_it_went_and_when_last():
    seen = [
        done(3, "Blue scarf", "yes"),
        done(9, "blue  scarf", "partly"),
        done(5, "blue scarf", "no"),
    ]
    assert what_helped(seen) == (
        Helped("blue scarf", "arrival", tried=3, helped=1, partly=1, last_on=MARCH[8]),
    )


def test_each_context_is_counted_apart():
    counted = what_helped([done(1, "sang", "yes"), done(2, "sang", "no", "nap")])
    assert [(each.context, each.helped, each.tried) for each in counted] == [
        ("arrival", 1, 1),
        ("nap", 0, 1),
    ]


def test_what_nobody_noted_counts_neither_way():
    assert what_helped([done(1, "sang", ""), done(2, " ", "yes")]) == ()


@given(some_observations)
def test_counts_add_up(past):
    counted = what_helped(past)
    noted = [each for each in past if each.response and each.soothed]
    assert sum(each.tried for each in counted) == len(noted)
    assert all(0 < each.tried >= each.helped + each.partly for each in counted)


def helped(did: str, context: str, often: int, last: int) -> Helped:
    return Helped(did, context, tried=9, helped=often, partly=0, last_on=MARCH[last - 1])


def test_what_helped_here_comes_first_then_how_often_then_when_last():
    past = (
        helped("held", "nap", 9, 30),
        helped("sang", "arrival", 2, 1),
        helped("waved", "arrival", 2, 20),
        helped("scarf", "arrival", 5, 1),
    )
    card = own_card(Moment(frozenset(), "arrival"), History(helped=past))
    assert [each.did for each in card.helped] == ["scarf", "waved", "sang", "held"]


def test_what_never_helped_is_said_apart_and_only_where_it_was_tried():
    past = (helped("song", "arrival", 0, 1), helped("rocking", "nap", 0, 1))
    card = own_card(Moment(frozenset(), "arrival"), History(helped=past))
    assert card.helped == ()
    assert [each.did for each in card.tried] == ["song"]


def test_lines_of_the_card_about_this_moment_come_first_and_others_stay_out():
    always = CardLine("Signs: touch his arm first.")
    at_nap = CardLine("Hums.", contexts=frozenset({"nap"}))
    when_hid = CardLine("Wait outside.", cues=frozenset({"hid"}))
    history = History(card=(always, at_nap, when_hid))
    card = own_card(Moment(frozenset({"hid"}), "play"), history)
    assert card.lines == (when_hid, always)


def test_a_child_without_a_past_has_an_empty_card():
    assert not own_card(Moment(frozenset({"cried"})), History())
