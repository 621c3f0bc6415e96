"""Figures give what the child's own page gives: the same rules on random histories."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from basehaven.analytics.moves.carer_changes import carer_changes
from basehaven.analytics.moves.changes import OF_REMOVAL, completes, placement_moves
from basehaven.analytics.numbers import EPOCH, day_of
from basehaven.core.indicators.window import Window
from basehaven.core.periods import completed_months
from basehaven.core.relationships.carers import CarerChangeRule, moves_by_removal
from basehaven.core.relationships.carers import carer_changes as of_core
from tests.analytics.moves.drawn import tables_of
from tests.analytics.moves.histories import many

PERIOD = Window(date(2022, 7, 1), date(2023, 6, 30), "a year")
AFTER = PERIOD.end + timedelta(days=1)
SEVERAL = settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def named(drawn):
    return {f"{n:03d}": stays for n, (_born, stays) in enumerate(drawn)}, {
        f"{n:03d}": born for n, (born, _stays) in enumerate(drawn)
    }


@SEVERAL
@given(drawn=many, at_least=st.sampled_from([1, 7, 30]))
def test_changes_of_carer_by_window_are_those_of_the_childs_page(duckdb, drawn, at_least):
    histories, born = named(drawn)
    asked = {"change_min_days": at_least, "window_follow_up": "reached"}
    rows = duckdb.rows(carer_changes(tables_of(histories, born), PERIOD, asked))
    found = {(row["child_id"], row["unit"]): row["numerator"] for row in rows}
    rule = CarerChangeRule(at_least_days=at_least)
    wanted = {
        (child, f"{first}-{last}"): int(count > 0)
        for child, stays in histories.items()
        for (first, last), count in of_core(stays, born[child], AFTER, rule).by_window.items()
    }
    assert found == wanted


@SEVERAL
@given(drawn=many)
def test_moves_of_each_removal_are_those_of_the_childs_page(duckdb, drawn):
    histories, born = named(drawn)
    t = tables_of(histories, born)
    rows = duckdb.rows(placement_moves(t, t.stays.select(*OF_REMOVAL), day_of(AFTER)))
    found = Counter((row["child_id"], row["removal_id"]) for row in rows)
    wanted = {
        (child, removal): moves
        for child, stays in histories.items()
        for removal, moves in moves_by_removal(stays, AFTER).items()
        if moves
    }
    assert dict(found) == wanted


@SEVERAL
@given(
    days=st.lists(st.dates(date(2019, 1, 1), date(2024, 12, 31)), min_size=20, max_size=40),
    months=st.integers(0, 61),
)
def test_a_month_is_complete_on_the_day_that_core_says(duckdb, days, months):
    histories = {f"{n:03d}": () for n in range(len(days))}
    born = dict(zip(histories, days, strict=True))
    children = tables_of(histories, born).children
    rows = duckdb.rows(children.select("child_id", on=completes(children.born_on, months)))
    for row in rows:
        on = EPOCH + timedelta(days=row["on"])
        assert completed_months(born[row["child_id"]], on) == months
        if on > born[row["child_id"]]:
            assert completed_months(born[row["child_id"]], on - timedelta(days=1)) == months - 1
