"""Two small tables may agree by chance; then they are not taken for the same children."""

from __future__ import annotations

from dataclasses import replace

from basehaven.core.disclosure import Cell, Rules, Table, protect
from basehaven.core.disclosure.populations import nested, populations

P = "2024"


def of(indicator: str, everybody: tuple[int, int], **ages: tuple[int, int]) -> Table:
    rows = [Cell(indicator, P, (), *everybody)]
    rows += [Cell(indicator, P, (("age_band", age),), *pair) for age, pair in ages.items()]
    return Table(tuple(rows))


def test_totals_that_agree_by_chance_are_not_the_same_children():
    one, other = of("home", (5, 40), babies=(5, 40)), of("moved", (9, 40), toddlers=(9, 40))
    assert populations([one, other]) == {("home", P): "home", ("moved", P): "moved"}
    protect([one, other], Rules())


def test_totals_that_agree_and_fit_are_the_same_children():
    one, other = of("home", (5, 40), babies=(5, 30)), of("moved", (9, 40), toddlers=(9, 10))
    assert len(set(populations([one, other]).values())) == 1


def test_two_populations_that_contradict_each_other_are_not_both_the_yes_of_one():
    whole = of("changed", (10, 256))
    first = of("within_30", (1, 10), babies=(1, 4), toddlers=(0, 6))
    second = of("within_365", (8, 10), babies=(5, 5), toddlers=(3, 5))
    tables = [whole, first, second]
    assert len(nested(tables, populations(tables))) == 1
    protect(tables, Rules())


def test_a_population_with_more_of_an_age_than_the_whole_has_is_not_in_it():
    whole = of("changed", (10, 40), babies=(10, 30), toddlers=(0, 10))
    part = Table((Cell("within", P, (), 2, 10), Cell("within", P, (("age_band", "other"),), 2, 10)))
    assert nested([whole, part], populations([whole, part])) == {}


def test_visits_of_few_children_are_small_however_many_they_are():
    cells = [
        Cell("visits", P, (("region", "east"),), 40, 50, behind=(1, 1, 1)),
        Cell("visits", P, (("region", "north"),), 300, 400, behind=(60, 60, 80)),
        Cell("visits", P, (("region", "south"),), 200, 400, behind=(60, 60, 80)),
        Cell("visits", P, (), 540, 850, behind=(121, 121, 161)),
    ]
    done = protect([Table(tuple(cells))], Rules(rounding=1)).figures
    east = done["visits", P, (("region", "east"),)]
    assert (east.numerator, east.denominator) == (None, None)
    bare = [replace(one, behind=None) for one in cells]
    assert protect([Table(tuple(bare))], Rules(rounding=1)).figures[east.key].numerator == 40
