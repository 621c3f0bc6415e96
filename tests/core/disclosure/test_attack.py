"""An attacker with everything published does not pin a small count down."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from basehaven.core.disclosure import HIDDEN, Cell, Release, Rules, Table, protect
from tests.core.disclosure.attacker import Attacker, betrayed
from tests.core.disclosure.drawn import cells, children, table

EXACT = Rules(rounding=1)  # the harder case: what is shown is shown as it is
SMALL = range(1, 8)
BREAKDOWNS = st.sampled_from([("region",), ("region", "age_band")])
TIMES = settings(max_examples=60, deadline=None)


@TIMES
@given(children(), BREAKDOWNS)
def test_no_small_count_is_pinned_down_by_one_table(counted, by):
    made = cells("moves", counted, by)
    done = protect([table(*made)], EXACT)
    attacker = Attacker(done.figures.values())
    assert betrayed(attacker, made, SMALL, EXACT.least_possible) == []


@TIMES
@given(children())
def test_no_small_count_is_pinned_down_by_two_tables_with_a_common_margin(counted):
    made = [*cells("moves", counted, ["region"]), *cells("moves", counted, ["age_band"])]
    one, other = table(*made[: len(made) // 2]), table(*made[len(made) // 2 :])
    done = protect([one, other], EXACT)
    assert betrayed(Attacker(done.figures.values()), made, SMALL, 7) == []


@TIMES
@given(children(), st.lists(st.integers(0, 100), min_size=12, max_size=12))
def test_no_small_count_is_pinned_down_by_two_indicators_of_the_same_children(counted, shares):
    other = counted.copy()
    for (region, age, yes), share in zip(sorted(counted), shares, strict=False):
        if yes:  # the same children, sorted into yes and no another way
            both = counted[region, age, True] + counted[region, age, False]
            other[region, age, True] = both * share // 100
            other[region, age, False] = both - other[region, age, True]
    made = [*cells("moves", counted, ["region"]), *cells("kept", other, ["region"])]
    done = protect([table(*made)], EXACT)
    assert betrayed(Attacker(done.figures.values()), made, SMALL, 7) == []


@TIMES
@given(children(), st.lists(st.integers(0, 100), min_size=12, max_size=12))
def test_no_small_count_is_pinned_down_where_one_indicator_counts_the_yes_of_another(
    counted, shares
):
    again = counted.copy()
    for (region, age, _yes), share in zip(sorted(counted), shares, strict=False):
        again[region, age, True] = counted[region, age, True] * share // 100
        again[region, age, False] = counted[region, age, True] - again[region, age, True]
    home, returned = cells("home", counted, ["region"]), cells("returned", again, ["region"])
    done = protect([table(*home), table(*returned)], EXACT)
    attacker = Attacker(done.figures.values(), own_base=["returned"])
    for at in {cell.at for cell in home}:
        attacker.model.add(attacker.yes["home", at] == attacker.base["returned", at])
    assert betrayed(attacker, [*home, *returned], SMALL, 7) == []


@TIMES
@given(children(), BREAKDOWNS)
def test_children_of_no_known_region_are_not_found_by_subtraction(counted, by):
    made = [cell for cell in cells("moves", counted, by) if ("region", "east") not in cell.at]
    done = protect([table(*made)], EXACT)
    attacker = Attacker(done.figures.values(), whole=False)
    assert betrayed(attacker, made, SMALL, 7) == []
    true = {cell.at: cell.denominator for cell in cells("moves", counted, by)}
    for (what, dimension, total), rest in attacker.rests.items():
        east = tuple(sorted((*total, ("region", "east"))))
        if what == "base" and dimension == "region" and true.get(east, 0) in SMALL:
            assert attacker.possible(rest) >= 7, total


@TIMES
@given(children())
def test_a_second_release_with_a_new_breakdown_pins_nothing_down(counted):
    first = protect([table(*cells("moves", counted, ["region"]))], EXACT)
    release = Release.of(first, id="1", published_on="2024-06-30")
    made = cells("moves", counted, ["region", "age_band"])
    second = protect([table(*made)], EXACT, [release])
    left_out = [set(one.dimensions) for one in second.withheld]
    said = {
        key: figure
        for key, figure in second.figures.items()
        if not any({d for d, _ in key[2]} >= dimensions for dimensions in left_out)
    }
    attacker = Attacker([*first.figures.values(), *said.values()])
    told = [cell for cell in made if cell.key in said or cell.key in first.figures]
    assert betrayed(attacker, told, SMALL, 7) == []


@TIMES
@given(children(), st.integers(1, 7))
def test_a_late_entry_is_not_found_by_subtracting_two_releases(counted, late):
    first = protect([table(*cells("moves", counted, ["region"]))], EXACT)
    release = Release.of(first, id="1", published_on="2024-06-30")
    later = counted.copy()
    later[max(later, key=lambda kind: later[kind])] += late
    second = protect([table(*cells("moves", later, ["region"]))], EXACT, [release])
    for key, new in second.figures.items():
        old = first.figures[key]
        for was, now in ((old.numerator, new.numerator), (old.denominator, new.denominator)):
            assert was is None or now is None or abs(was - now) not in SMALL
            assert was is not None or now is None, "hidden before, shown now"


@TIMES
@given(children(), BREAKDOWNS)
def test_rounding_shows_nothing_that_the_exact_figures_would_hide(counted, by):
    made = cells("moves", counted, by)
    exact = protect([table(*made)], EXACT).figures
    for key, figure in protect([table(*made)], Rules()).figures.items():
        assert (figure.numerator is None) == (exact[key].numerator is None)
        assert (figure.denominator is None) == (exact[key].denominator is None)
        assert figure.numerator is None or figure.numerator % 5 == 0


@TIMES
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 40)), min_size=2, max_size=4))
def test_of_groups_that_overlap_neither_in_nor_out_is_pinned_down(groups):
    all_yes, all_no = max(yes for yes, _ in groups), max(no for _, no in groups)
    base = all_yes + all_no
    made = [Cell("moves", "2024", (), all_yes, base)]
    for n, (yes, no) in enumerate(groups):
        made.append(Cell("moves", "2024", (("group", f"g{n}"),), yes, yes + no))
    done = protect([Table(tuple(made), overlapping=frozenset({"group"}))], EXACT)
    attacker = Attacker(done.figures.values(), apart=["group"])
    assert betrayed(attacker, made, SMALL, 7) == []
    for cell in made[1:]:
        if base - cell.denominator in SMALL:
            assert attacker.possible(attacker.base["", ()] - attacker.base["", cell.at]) >= 7


def test_the_attacker_finds_what_is_not_protected():
    """So that a silent attacker is not taken for a safe table."""
    made = [
        Cell("moves", "2024", (), 23, 100),
        Cell("moves", "2024", (("region", "east"),), 3, 40),
        Cell("moves", "2024", (("region", "north"),), 20, 60),
    ]
    done = protect([table(*made)], EXACT).figures
    assert [figure.state == HIDDEN for figure in done.values()] == [False, True, True]
    careless = [replace(figure, numerator=cell.numerator) if cell.numerator > 7 else figure
                for figure, cell in zip(done.values(), made, strict=True)]  # fmt: skip
    assert betrayed(Attacker(careless), made, SMALL, 7) == [
        "yes 3 at (('region', 'east'),): 1 values"
    ]
