from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from basehaven.core.room.pairs import Became, Rank, Why, count_kept, pair_changes
from tests.core.room.weeks import a_child, a_rota, a_week, an_adult

ANA, BEN, CLEO = an_adult("ana"), an_adult("ben"), an_adult("cleo", "bears")


def change(child, after, rank=Rank.MAIN, others=()):
    week = a_week([ANA, BEN, CLEO], [child, *others])
    rota = a_rota(week, [], **{child.child_id: after})
    return next(c for c in pair_changes(week, rota) if c.rank is rank)


@pytest.mark.parametrize(
    ("before", "after", "became", "why"),
    [
        ("ana", "ana", Became.KEPT, Why.NONE),
        ("", "ana", Became.NEW, Why.NONE),
        ("", "", Became.NOBODY, Why.NONE),
        ("gone", "ana", Became.CHANGED, Why.GONE),
        ("gone", "", Became.NOBODY, Why.GONE),
        ("cleo", "ana", Became.CHANGED, Why.OTHER_ROOM),
        ("ben", "ana", Became.CHANGED, Why.OTHER),
    ],
)
def test_every_change_of_an_adult_has_a_reason(before, after, became, why):
    found = change(a_child("milo", main=before), (after, ""))
    assert (found.became, found.why) == (became, why)


def test_an_adult_who_stays_in_the_other_place_is_said_to_stay():
    found = change(a_child("milo", main="ben", backup="ana"), ("ana", "ben"))
    assert (found.why, found.stays_as) == (Why.RANK, Rank.BACKUP)


def test_an_adult_kept_apart_is_the_reason():
    apart = a_child("milo", main="ben", kept_apart=frozenset({"ben"}))
    assert change(apart, ("ana", "")).why is Why.APART


def test_a_full_main_adult_is_the_reason_and_a_third_birthday_makes_room():
    four = [a_child(f"c{n}", main="ben") for n in range(4)]
    fifth = a_child("milo", main="ben")
    assert change(fifth, ("ana", "ben"), others=four).why is Why.LIMIT
    older = [replace(four[0], born_on=date(2023, 3, 2)), *four[1:]]
    assert change(fifth, ("ana", "ben"), others=older).why is Why.RANK


def test_kept_places_are_counted_by_rank():
    children = [a_child("milo", main="ana", backup="ben"), a_child("nia", main="ben")]
    week = a_week([ANA, BEN], children)
    changes = pair_changes(week, a_rota(week, [], nia=("ana", "ben")))
    assert (count_kept(changes, Rank.MAIN), count_kept(changes, Rank.BACKUP)) == (1, 1)
