from __future__ import annotations

import json

import pytest

from basehaven.core.disclosure import Cell, Release, Rules, Table, at, protect
from basehaven.core.errors import NotPossible

EXACT = Rules(rounding=1)


def made(**counts: tuple[int, int]) -> list[Table]:
    return [
        Table(tuple(
            Cell("moves", "2024", at(region=region), *count) for region, count in counts.items()
        ))
    ]  # fmt: skip


FIRST = made(all=(63, 300), east=(3, 100), north=(20, 100), south=(40, 100))


def release(tables=FIRST, rules=EXACT) -> Release:
    return Release.of(protect(tables, rules), id="2024-q2", published_on="2024-06-30")


def test_a_release_read_back_is_the_same():
    assert Release.from_json(release().to_json()) == release()


def test_a_release_that_was_changed_since_is_refused():
    text = release().to_json().replace('"numerator": 63', '"numerator": 64')
    with pytest.raises(NotPossible, match="changed after it was published"):
        Release.from_json(text)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sha256": 1}', '{"sha256": 1, "figures": 3}'])
def test_a_file_that_is_no_release_is_refused_in_words(text):
    with pytest.raises(NotPossible, match="no file of a release"):
        Release.from_json(text)


def test_hidden_is_null_in_the_file_and_the_file_does_not_say_why():
    rows = json.loads(release().to_json())["figures"]
    hidden = [row for row in rows if row["state"] == "hidden"]
    assert len(hidden) == 2
    assert all(row["numerator"] is None and row["value"] is None for row in hidden)


def test_what_was_hidden_stays_hidden_when_it_is_no_longer_small():
    later = made(all=(72, 300), east=(12, 100), north=(20, 100), south=(40, 100))
    done = protect(later, EXACT, [release()])
    assert done.figures["moves", "2024", at(region="east")].numerator is None


def test_a_change_of_a_few_children_is_hidden_and_an_equal_figure_is_not():
    later = made(all=(66, 303), east=(3, 100), north=(20, 100), south=(43, 103))
    before, after = release(), protect(later, EXACT, [release()])
    total = after.figures["moves", "2024", ()]
    assert before.figures["moves", "2024", ()].numerator == 63
    assert (total.numerator, total.denominator) == (None, None)
    assert after.figures["moves", "2024", at(region="east")].denominator == 100


def test_with_rounding_a_change_of_a_few_children_may_be_shown():
    later = made(all=(66, 303), east=(3, 100), north=(20, 100), south=(43, 103))
    after = protect(later, Rules(), [release(rules=Rules())])
    assert after.figures["moves", "2024", ()].denominator == 305


def test_nine_published_as_ten_is_hidden_where_the_next_rules_hide_nine():
    first = made(all=(69, 300), east=(9, 100), north=(20, 100), south=(40, 100))
    before = release(first, Rules())
    assert before.figures["moves", "2024", at(region="east")].numerator == 10
    after = protect(first, Rules(hidden_to=10, rounding=1), [before])
    counts = [after.figures[cell.key].numerator for cell in first[0].cells]
    assert counts[1] is None
    assert counts.count(None) > 1, "or it could be subtracted from what was rounded before"


def test_two_where_there_was_none_is_hidden_and_not_none_again():
    first = made(all=(60, 300), east=(0, 100), north=(20, 100), south=(40, 100))
    later = made(all=(62, 300), east=(2, 100), north=(20, 100), south=(40, 100))
    after = protect(later, Rules(), [release(first, Rules())])
    assert after.figures["moves", "2024", at(region="east")].numerator is None


def test_new_tables_that_leave_out_what_was_published_are_refused():
    with pytest.raises(NotPossible, match="Hand the earlier tables in again"):
        protect(made(all=(63, 300)), EXACT, [release()])


def test_another_period_does_not_ask_for_the_earlier_tables():
    cell = Cell("moves", "2025", (), 63, 300)
    assert protect([Table((cell,))], EXACT, [release()]).figures[cell.key].numerator == 63


def test_a_breakdown_that_would_betray_an_earlier_total_is_left_out_with_the_reason():
    total = Cell("children", "2024", (), 8, 8)
    first = protect([Table((total,), "count")], EXACT)
    earlier = Release.of(first, id="1", published_on="2024-06-30")
    ages = [Cell("children", "2024", at(age_band=str(n)), 1, 1) for n in range(8)]
    done = protect([Table((total, *ages), "count")], EXACT, [earlier])
    assert done.figures[total.key].numerator == 8
    assert not {age.key for age in ages} & done.figures.keys(), "a hidden row says: somebody"
    assert done.withheld[0].dimensions == ("age_band",)
    assert "worked out" in done.withheld[0].reason
