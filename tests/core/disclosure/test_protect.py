from __future__ import annotations

from fractions import Fraction

import pytest

from basehaven.core.disclosure import HIDDEN, Cell, Rules, Table, at, protect
from basehaven.core.errors import NotPossible

EXACT = Rules(rounding=1)


def by_region(indicator: str, period: str = "2024", **counts: tuple[int, int]) -> list[Cell]:
    return [
        Cell(indicator, period, at(region=region), yes, base)
        for region, (yes, base) in counts.items()
    ]


def shown(cells: list[Cell], rules: Rules = EXACT, kind: str = "share", **more):
    figures = protect([Table(tuple(cells), kind, **more)], rules).figures.values()
    return [(figure.numerator, figure.denominator) for figure in figures]


def test_a_zero_stays_a_zero_and_hidden_is_never_one():
    cells = by_region("moves", all=(40, 200), east=(0, 60), north=(3, 70), south=(37, 70))
    assert shown(cells) == [(40, 200), (0, 60), (None, 70), (None, 70)]


def test_where_zeros_tell_too_much_they_are_hidden_as_well():
    cells = by_region("moves", all=(40, 200), east=(0, 60), north=(20, 70), south=(20, 70))
    assert shown(cells, Rules(rounding=1, zeros_shown=False))[1][0] is None
    assert shown(cells)[1][0] == 0


def test_all_but_a_few_is_as_small_as_a_few():
    cells = by_region("kept", all=(257, 300), east=(97, 100), north=(80, 100), south=(80, 100))
    figures = shown(cells)
    assert figures[1] == (None, 100)
    assert figures[0] == (257, 300)


def test_a_table_without_totals_hides_no_more_than_what_is_small():
    cells = by_region("moves", east=(3, 40), north=(20, 60), south=(30, 70))
    assert shown(cells) == [(None, 40), (20, 60), (30, 70)]


def test_a_base_hidden_for_one_indicator_is_hidden_for_another_of_the_same_children():
    moves = by_region("moves", all=(50, 105), east=(2, 5), north=(48, 100))
    kept = by_region("kept", all=(40, 105), east=(0, 5), north=(40, 100))
    figures = protect([Table(tuple(moves)), Table(tuple(kept))], EXACT).figures
    for region in ("all", "east", "north"):
        bases = {figures[i, "2024", at(region=region)].denominator for i in ("moves", "kept")}
        assert len(bases) == 1, region
    assert figures["kept", "2024", at(region="east")].denominator is None


def test_a_wider_value_and_its_parts_add_up_too():
    within = {"area": {"leeds": "yorkshire", "york": "yorkshire"}}
    counts = {"all": 200, "yorkshire": 90, "leeds": 87, "york": 3, "kent": 110}
    cells = [Cell("children", "2024", at(area=a), n, n) for a, n in counts.items()]
    figures = dict(zip(counts, shown(cells, kind="count", within=within), strict=True))
    assert figures["york"] == figures["leeds"] == (None, None)
    assert figures["all"] == (200, 200)


def test_a_percentage_of_a_small_base_is_withheld_and_taken_of_rounded_counts():
    cells = by_region("moves", east=(9, 21), north=(33, 101))
    east, north = protect([Table(tuple(cells))], Rules()).figures.values()
    assert (east.numerator, east.denominator, east.value, east.small_base) == (10, 20, None, True)
    assert (north.numerator, north.denominator, north.value) == (35, 100, Fraction(7, 20))


def test_a_rate_of_a_few_children_is_hidden_however_many_events_they_had():
    cells = [
        Cell("rate", "2024", at(region="east"), 12, 900, people=3, with_events=3),
        Cell("rate", "2024", at(region="north"), 40, 9000, people=60, with_events=30),
        Cell("rate", "2024", at(region="south"), 44, 9900, people=60, with_events=30),
        Cell("rate", "2024", (), 96, 19800, people=123, with_events=63),
    ]
    figures = shown(cells, kind="rate")
    assert figures[0] == (None, None)
    assert [sum(one[n] is None for one in figures[1:]) for n in (0, 1)] == [1, 1]


@pytest.mark.parametrize("known", [{}, {"people": 40}])
def test_a_rate_says_how_many_children_stand_behind_its_base_and_its_events(known):
    with pytest.raises(NotPossible, match="people"):
        shown([Cell("rate", "2024", (), 3, 900, **known)], kind="rate")


def test_twelve_moves_of_one_child_are_hidden_and_seventy_moves_of_forty_shown():
    cells = [
        Cell("moves", "2024", at(region="east"), 12, 70, people=70, with_events=1),
        Cell("moves", "2024", at(region="north"), 70, 90, people=90, with_events=40),
        Cell("moves", "2024", at(region="south"), 60, 80, people=80, with_events=35),
        Cell("moves", "2024", (), 142, 240, people=240, with_events=76),
    ]
    figures = shown(cells, kind="rate", rules=Rules())
    assert figures[0] == (None, 70)
    assert [one[0] is None for one in figures[1:]].count(True) == 1, "or it could be subtracted"
    assert all(one[1] for one in figures), "how many children there are tells of no move"


@pytest.mark.parametrize(
    ("cells", "match"),
    [
        ([Cell("a", "p", (), 3, 2)], "more in the numerator"),
        ([Cell("a", "p", (), -1, 2)], "below zero"),
        ([Cell("a", "p", (), 1, 20), Cell("a", "p", (), 1, 21)], "different counts"),
        (by_region("a", "p", all=(0, 9), east=(0, 20)), "more than the total"),
    ],
)
def test_tables_that_cannot_be_are_refused_with_what_to_do(cells, match):
    if match == "more than the total":
        cells = [*cells, Cell("a", "p", at(region="east"), 0, 20)]
        with pytest.raises(NotPossible):
            shown(cells)
        return
    with pytest.raises(NotPossible, match=match):
        shown(cells)


def test_what_is_said_does_not_tell_the_small_from_those_hidden_beside_them():
    cells = by_region("moves", all=(43, 130), east=(3, 60), north=(40, 70))
    _, small, beside = protect([Table(tuple(cells))], EXACT).figures.values()
    assert (small.state, small.numerator, small.value) == (HIDDEN, None, None)
    assert (beside.state, beside.numerator, beside.value) == (HIDDEN, None, None)


def test_the_same_tables_always_give_the_same_figures():
    cells = by_region("moves", all=(83, 200), east=(3, 60), north=(40, 70), south=(40, 70))
    one = protect([Table(tuple(cells))], EXACT).figures
    other = protect([Table(tuple(reversed(cells)))], EXACT).figures
    assert {k: one[k] for k in one} == {k: other[k] for k in one}


def test_two_indicators_of_the_same_children_hide_the_same_bases():
    """Each alone would hide another base beside the small one, and the two would give it away."""
    moves = by_region("moves", all=(45, 105), east=(0, 5), north=(40, 40), south=(5, 60))
    kept = by_region("kept", all=(60, 105), east=(0, 5), north=(0, 40), south=(60, 60))
    figures = protect([Table(tuple(moves)), Table(tuple(kept))], EXACT).figures
    shown_once = [
        region
        for region in ("all", "east", "north", "south")
        if any(
            figures[i, "2024", at(region=region)].denominator is not None for i in ("moves", "kept")
        )
    ]
    assert "east" not in shown_once
    assert len(shown_once) == 2
