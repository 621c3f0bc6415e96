"""A state's data against its limits: drawn records in, counts out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.quality.afcars import (
    FAULTS,
    Checked,
    Limit,
    Removal,
    Tally,
    check_limits,
    faults_of,
)

BORN = date(2022, 5, 1)
DAYS = st.none() | st.dates(date(2022, 1, 1), date(2024, 1, 1))
REMOVALS = st.lists(st.builds(Removal, DAYS, DAYS, st.sampled_from(["", "reunified"])), max_size=3)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text != "-" else None


@pytest.mark.parametrize(
    ("born", "entry", "end", "reason", "faults"),
    [
        ("2022-05-01", "2023-01-01", "2023-02-01", "reunified", []),
        ("2022-05-01", "2022-05-01", "-", "", []),
        ("2022-05-02", "2022-05-01", "-", "", ["dob-after-entry"]),
        ("2023-03-01", "2023-01-01", "2023-02-01", "death", ["dob-after-entry", "dob-after-exit"]),
        ("2022-05-01", "2023-02-01", "2023-01-31", "death", ["exit-before-entry"]),
        ("2022-05-01", "2023-02-01", "2023-02-01", "death", ["same-day"]),
        ("-", "2023-02-01", "-", "", ["missing-dob"]),
        ("2022-05-01", "-", "2023-02-01", "death", ["missing-removal-date"]),
        ("2022-05-01", "2023-02-01", "2023-03-01", "", ["missing-exit-reason"]),
        ("2022-05-01", "2023-02-01", "-", "", []),
    ],
)
def test_the_faults_of_a_record_are(born, entry, end, reason, faults):
    assert faults_of(day(born), [Removal(day(entry), day(end), reason)]) == faults


def test_a_record_with_two_faulty_removals_counts_once():
    same_day = Removal(date(2023, 1, 1), date(2023, 1, 1), "death")
    tally = Tally()
    tally.add(BORN, [same_day, same_day])
    assert tally.counts()["same-day"] == (1, 1)
    assert tally.counts()["dropped-records"] == (1, 1)


def test_a_missing_reason_is_counted_among_exits_and_not_among_children():
    out = Removal(date(2023, 1, 1), date(2023, 2, 1), "")
    tally = Tally()
    tally.add(BORN, [out, out])
    tally.add(BORN, [Removal(date(2023, 1, 1))])
    assert tally.counts()["missing-exit-reason"] == (2, 2)


def test_children_with_one_removal_only_are_on_their_first():
    tally = Tally()
    tally.add(BORN, [Removal(date(2023, 1, 1))])
    tally.add(BORN, [Removal(date(2022, 6, 1), date(2022, 7, 1), "x"), Removal(date(2023, 1, 1))])
    assert tally.counts()["first-removal"] == (1, 2)


@pytest.mark.parametrize(("numerator", "over"), [(4, False), (5, False), (6, True)])
def test_a_state_at_the_limit_is_not_over_it(numerator, over):
    assert Checked("same-day", "", numerator, 100, 0.05).is_over is over


@given(st.integers(1, 10_000), st.sampled_from(["0.05", "0.1", "0.4", "0.95"]))
def test_no_share_is_over_by_rounding_alone(hundreds, share):
    exactly = round(float(share) * 100) * hundreds
    assert Checked("x", "", exactly, 100 * hundreds, float(share)).is_over is False
    assert Checked("x", "", exactly + 1, 100 * hundreds, float(share)).is_over is True


def test_what_cannot_be_computed_is_neither_over_nor_under():
    (check,) = check_limits([Limit("a", "A", 0.05)], {}, "no file of the year after")
    assert check.is_over is None
    assert check.why_not == "no file of the year after"
    assert not check.is_computed
    assert Checked("a", "A", 0, 0, 0.05).is_over is None


def test_a_limit_that_says_why_not_is_not_computed_even_with_counts():
    (check,) = check_limits([Limit("a", "A", 0.05, "never")], {"a": (1, 1)})
    assert (check.numerator, check.why_not) == (None, "never")


def test_a_check_says_all_of_itself_for_a_report():
    said = Checked("a", "A", 1, 2, 0.05).as_json()
    assert said == {
        "id": "a", "label": "A", "numerator": 1, "denominator": 2, "limit": 0.05, "why_not": "",
        "over": True,
    }  # fmt: skip


@given(st.lists(st.tuples(DAYS, REMOVALS), max_size=8))
def test_counts_never_pass_their_denominators_and_dropped_is_at_least_each_fault(records):
    tally = Tally()
    found = [tally.add(born, removals) for born, removals in records]
    counts = tally.counts()
    assert all(0 <= part <= whole for part, whole in counts.values())
    assert counts["dropped-records"][0] == sum(map(bool, found))
    for fault in FAULTS:
        if fault != "missing-exit-reason":
            assert counts[fault][0] <= counts["dropped-records"][0]
