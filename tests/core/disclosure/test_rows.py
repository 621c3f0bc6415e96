from __future__ import annotations

from basehaven.core.disclosure import suppress_below

ROWS = [
    {"id": "a", "period": "24", "numerator": 43, "denominator": 130, "value": 33.1},
    {"id": "a", "period": "24", "region": "east", "numerator": 3, "denominator": 60, "value": 5.0},
    {"id": "a", "period": "24", "region": "north", "numerator": 40, "denominator": 70,
     "value": 57.1},
    {"id": "b", "period": "24", "numerator": None, "denominator": None, "value": None},
]  # fmt: skip


def test_below_zero_nothing_is_hidden():
    assert suppress_below(ROWS, 0) == [{**row, "suppressed": False} for row in ROWS]


def test_a_small_count_and_its_complement_are_hidden_in_the_order_given():
    done = suppress_below(ROWS, 5)
    assert [row["numerator"] for row in done] == [43, None, None, None]
    assert [row["value"] for row in done] == [33.1, None, None, None]
    assert [row["suppressed"] for row in done] == [False, True, True, False]
    assert [row["denominator"] for row in done] == [130, 60, 70, None]


def test_a_count_of_n_itself_is_shown():
    assert not any(row["suppressed"] for row in suppress_below(ROWS, 3))


def test_a_row_with_people_is_a_rate():
    row = {"id": "r", "period": "24", "numerator": 30, "denominator": 20, "people": 2, "value": 1.5}
    assert suppress_below([row], 5)[0]["suppressed"]


def test_many_moves_of_one_child_are_hidden_in_a_rate_of_many_children():
    row = {
        "id": "r",
        "period": "24",
        "numerator": 12,
        "denominator": 70,
        "people": 70,
        "value": 0.2,
    }
    assert not suppress_below([row], 5)[0]["suppressed"]
    assert suppress_below([row | {"with_events": 1}], 5)[0]["suppressed"]
