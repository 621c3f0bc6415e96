from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from basehaven.core.room.pairs import Became, Rank, Why, count_kept, pair_changes
from basehaven.core.room.verify import breaches
from basehaven.core.room.week import Rota, Week
from basehaven.solver.naming import name_pairs
from tests.core.room.weeks import RULES, a_child, a_week, an_adult

TEAM = [an_adult("ana"), an_adult("ben"), an_adult("cleo")]


def nothing(child: int, main: str, backup: str) -> int:
    return 0


def named(week: Week) -> Rota:
    found = name_pairs(week, nothing, seed=1)
    assert found.proven
    return Rota((), tuple(found.pairs[child.child_id] for child in week.children))


def kept(week: Week, rank: Rank) -> int:
    return count_kept(pair_changes(week, named(week)), rank)


def test_everybody_gets_a_main_and_a_backup_adult_and_nobody_gets_all():
    week = a_week(TEAM, [a_child(f"c{n}") for n in range(6)])
    pairs = named(week).pairs
    assert all(pair.main and pair.backup and pair.main != pair.backup for pair in pairs)
    assert {sum(pair.main == a.adult_id for pair in pairs) for a in TEAM} == {2}


def test_with_too_few_adults_some_child_has_nobody_rather_than_a_rule_broken():
    week = a_week(TEAM[:1], [a_child(f"c{n}") for n in range(5)])
    assert sum(bool(pair.main) for pair in named(week).pairs) == 4


def test_a_main_adult_is_kept_before_a_backup():
    most = replace(RULES, main_most_new=8)
    five = [a_child(f"c{n}", main="ana") for n in range(4)] + [a_child("x", backup="ana")]
    assert kept(a_week(TEAM, five, rules=most), Rank.MAIN) == 4
    assert kept(a_week(TEAM, five, rules=most), Rank.BACKUP) == 1


def test_of_two_pairs_that_cannot_both_stay_the_one_that_stood_longer_does():
    five = [a_child(f"c{n}", main="ana", main_since=date(2025, 5 - n, 1)) for n in range(5)]
    changes = pair_changes(a_week(TEAM, five), named(a_week(TEAM, five)))
    changed = [c for c in changes if c.rank is Rank.MAIN and c.became is not Became.KEPT]
    assert [(c.child_id, c.why, c.stays_as) for c in changed] == [("c0", Why.LIMIT, Rank.BACKUP)]


def test_a_new_name_goes_to_nobody_who_has_as_many_as_the_agency_says():
    few = replace(RULES, main_most_new=1, backup_most_new=8)
    old = [a_child(f"c{n}", main="ana") for n in range(3)]
    pairs = named(a_week(TEAM, [*old, a_child("new")], rules=few)).pairs
    assert [pair.main for pair in pairs[:3]] == ["ana"] * 3
    assert pairs[3].main in ("ben", "cleo")


def test_between_equals_the_pair_that_is_worth_more_is_named():
    week = a_week(TEAM, [a_child("milo")])

    def worth(child: int, main: str, backup: str) -> int:
        return 5 * (main == "cleo") + 2 * (backup == "ben")

    pair = name_pairs(week, worth, seed=1).pairs["milo"]
    assert (pair.main, pair.backup) == ("cleo", "ben")


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    names = ["ana", "ben", "cleo"]
    adults = [
        an_adult(name, draw(st.sampled_from(["otters", "bears", "otters bears"]))) for name in names
    ]
    who = st.sampled_from(["", *names, "gone"])
    children = []
    for n in range(draw(st.integers(1, 9))):
        main, backup = draw(who), draw(who)
        children.append(
            a_child(
                f"c{n}",
                room=draw(st.sampled_from(["otters", "bears"])),
                born_on=draw(st.sampled_from([date(2024, 9, 1), date(2022, 9, 1), None])),
                main=main,
                backup=backup if backup != main else "",
                kept_apart=frozenset(draw(st.sets(st.sampled_from(names), max_size=1))),
            )
        )
    most = draw(st.integers(0, 4))
    return a_week(adults, children, rules=replace(RULES, main_most_new=most))


FEW = settings(max_examples=40, deadline=None)


@FEW
@given(weeks(), st.sampled_from(["otters", "bears", "otters bears"]))
def test_another_adult_whom_no_child_knows_never_costs_a_pair(week, rooms):
    wider = replace(week, adults=(*week.adults, an_adult("zoe", rooms)))
    mains, more = kept(week, Rank.MAIN), kept(wider, Rank.MAIN)
    assert more >= mains
    if more == mains:
        assert kept(wider, Rank.BACKUP) >= kept(week, Rank.BACKUP)


@FEW
@given(weeks())
def test_names_keep_every_rule_and_every_change_of_an_adult_has_a_reason(week):
    rota = named(week)
    about_pairs = {"main_limit", "new_limit", "pair", "unknown"}
    assert not [b for b in breaches(week, rota) if b.rule in about_pairs]
    for change in pair_changes(week, rota):
        if change.before and change.became is not Became.KEPT:
            assert change.why is not Why.NONE
