"""Plans for small weeks: each is checked by the verifier, which shares nothing with the search."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basehaven.core.room.cover import cover_of, wishes_missed
from basehaven.core.room.verify import breaches
from basehaven.core.room.week import RotaAdult, Week
from basehaven.solver.outcome import Status
from basehaven.solver.rota import plan_rota
from tests.core.room.weeks import (
    RULES,
    a_child,
    a_shift,
    a_week,
    an_adult,
    opened,
    span,
)


def plan(week: Week, **more: object):
    """With more seconds than any machine needs, so that a slow one plans the same."""
    outcome = plan_rota(week, seconds=600, **({"effort": 4} | more))
    if outcome.rota is not None:
        assert breaches(week, outcome.rota) == ()
    return outcome


def pair_of(outcome, child):
    pair = outcome.rota.pair_of()[child]
    return pair.main, pair.backup


FOUR = [a_child(f"c{n}", main="ana", backup="ben", days=2) for n in range(4)]
ANA, BEN = an_adult("ana"), an_adult("ben")


def test_a_week_that_fits_is_covered_whole_and_proved_best():
    outcome = plan(a_week([ANA, BEN], FOUR, days=2))
    assert outcome.status is Status.FOUND
    assert outcome.covered == outcome.asked == outcome.bound == 4 * 2 * 8 * 60
    assert outcome.gap == 0
    assert outcome.pairs_proven
    assert outcome.same_again


def test_the_same_seed_gives_the_same_plan_whatever_the_clock():
    children = [*FOUR, *(a_child(f"d{n}", "09:00-15:00", days=2) for n in range(3))]
    week = a_week([ANA, BEN, an_adult("cleo", week_minutes=10 * 60)], children, days=2)
    first, second = plan(week, seed=3), plan(week, seed=3)
    assert first.same_again
    assert first.rota == second.rota


def test_existing_pairs_stay_even_where_others_would_cover_more():
    rarely = an_adult("ana", can_work=(span("08:00-10:00"),), shortest_minutes=60)
    milo = a_child("milo", main="ana")
    outcome = plan(a_week([rarely, BEN, an_adult("cleo")], [milo]))
    assert pair_of(outcome, "milo")[0] == "ana"
    assert pair_of(outcome, "milo")[1] in ("ben", "cleo")
    assert outcome.covered == outcome.asked - 30, "all but the backup's break"


def test_a_pair_stays_while_the_adult_is_on_leave_all_week():
    away = an_adult("ana", away=tuple(span("00:00-24:00", s.day) for s in opened(days=5)))
    outcome = plan(a_week([away, BEN, an_adult("cleo")], [a_child("milo", main="ana")]))
    assert pair_of(outcome, "milo")[0] == "ana"
    assert not [shift for shift in outcome.rota.shifts if shift.adult_id == "ana"]


def test_of_five_children_under_three_the_newest_pair_changes_and_the_adult_stays_as_backup():
    start = date(2025, 1, 1)
    five = [a_child(f"c{n}", main="ana", main_since=start + timedelta(days=n)) for n in range(5)]
    outcome = plan(a_week([ANA, BEN, an_adult("cleo")], five))
    assert [pair_of(outcome, f"c{n}")[0] for n in range(4)] == ["ana"] * 4
    main, backup = pair_of(outcome, "c4")
    assert (main in ("ben", "cleo"), backup) == (True, "ana")


def test_nobody_kept_apart_is_named_or_in_the_room_and_the_room_is_staffed():
    apart = a_child("milo", "09:00-11:00", kept_apart=frozenset({"ana"}))
    outcome = plan(a_week([ANA, BEN], [apart, a_child("nia", "08:00-16:00")]))
    assert "ana" not in pair_of(outcome, "milo")
    assert outcome.status is Status.FOUND


def test_contracts_breaks_leave_and_days_off_are_kept():
    adults = [
        an_adult("ana", days=1, least_week_minutes=4 * 60),
        an_adult("ben", day_minutes=6 * 60, away=(span("08:00-09:00"),)),
        an_adult("cleo", week_minutes=9 * 60),
        an_adult("dee", can_work=opened("10:00-16:00", 2)),
    ]
    children = [a_child(f"c{n}", "08:30-15:30", days=2) for n in range(4)]
    outcome = plan(a_week(adults, children, days=2))
    assert outcome.status is Status.FOUND
    assert len([s for s in outcome.rota.shifts if s.adult_id == "ana"]) == 1


def test_paid_breaks_count_as_work():
    rules = replace(RULES, breaks_count_as_work=True)
    week = a_week([an_adult("ana", day_minutes=450), BEN], FOUR[:2], rules=rules, days=2)
    assert plan(week).status is Status.FOUND


def test_a_wish_is_followed_where_it_costs_no_child_anything():
    late = an_adult("ben", wishes=opened("10:00-16:00"), day_minutes=4 * 60)
    outcome = plan(a_week([ANA, late], [a_child("milo", main="ana", backup="ben")]))
    assert outcome.status is Status.FOUND
    assert wishes_missed(a_week([ANA, late], []), outcome.rota) == ()


def test_todays_shifts_are_kept_where_nothing_asks_for_others():
    today = [
        a_shift("ana", "08:00-12:00 otters", "12:00-12:30", "12:30-16:00 otters"),
        a_shift("ben", "10:00-14:00 otters"),
    ]
    children = [a_child("milo", main="ana", backup="ben")]
    short = an_adult("ben", day_minutes=4 * 60)
    outcome = plan(a_week([an_adult("ana", day_minutes=450), short], children, today=today))
    assert {(s.adult_id, s.start, s.end) for s in outcome.rota.shifts} == {
        (s.adult_id, s.start, s.end) for s in today
    }


def test_an_adult_may_change_rooms_within_a_day():
    lunch = an_adult("cleo", "otters bears", day_minutes=4 * 60)
    adults = [ANA, an_adult("dee", "bears"), lunch]
    children = [
        a_child("milo", main="ana", backup="cleo"),
        a_child("nia", room="bears", main="dee", backup="cleo"),
    ]
    outcome = plan(a_week(adults, children))
    rooms = {p.room_id for s in outcome.rota.shifts if s.adult_id == "cleo" for p in s.pieces}
    assert {"otters", "bears"} <= rooms
    assert outcome.covered == outcome.asked


@st.composite
def small_weeks(draw: st.DrawFn) -> Week:
    """Two to four adults, up to seven children, a day or two; often tight, sometimes hopeless."""
    days = draw(st.integers(1, 2))
    names = ["ana", "ben", "cleo", "dee"][: draw(st.integers(2, 4))]
    adults: list[RotaAdult] = []
    for name in names:
        away = (span("11:00-13:00"),) if draw(st.integers(0, 5)) == 0 else ()
        adults.append(
            an_adult(
                name,
                draw(st.sampled_from(["otters", "otters bears", "bears otters"])),
                week_minutes=draw(st.sampled_from([480, 900, 2400])),
                day_minutes=draw(st.sampled_from([300, 420, 480])),
                days=draw(st.integers(1, 5)),
                away=away,
            )
        )
    children = []
    for n in range(draw(st.integers(1, 7))):
        start, end = draw(st.integers(0, 12)), draw(st.integers(16, 32))
        clock = [f"{m // 60:02}:{m % 60:02}" for m in (480 + 15 * start, 480 + 15 * end)]
        main, backup = draw(st.permutations(["", "", *names]))[:2]
        children.append(
            a_child(
                f"c{n}",
                "-".join(clock),
                room=draw(st.sampled_from(["otters", "bears"])),
                days=days,
                born_on=draw(st.sampled_from([date(2024, 9, 1), date(2022, 9, 1), None])),
                main=main,
                backup=backup,
                kept_apart=frozenset(draw(st.sets(st.sampled_from(names), max_size=1))),
            )
        )
    return a_week(adults, children, days=days)


# Other weeks in every run: few in each, since a search for one takes seconds.
FEW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


@FEW
@given(small_weeks())
def test_every_plan_that_is_found_keeps_every_rule(week):
    outcome = plan(week)
    if outcome.rota is None:
        assert outcome.obstacles != type(outcome.obstacles)()
        return
    covers = cover_of(week, outcome.rota)
    assert sum(cover.either for cover in covers) == outcome.covered
    assert outcome.covered <= outcome.bound <= outcome.asked


def test_a_clock_that_runs_out_is_said():
    outcome = plan_rota(a_week([ANA, BEN], FOUR, days=2), seconds=0.001)
    assert not outcome.same_again


@pytest.mark.slow
def test_the_made_up_centre_of_the_benchmark_fits_and_is_nearly_covered():
    from benchmarks.rota_week import made_up_week

    outcome = plan(made_up_week(1), effort=6)
    assert outcome.status is Status.FOUND
    assert outcome.gap < 0.03
