from __future__ import annotations

from dataclasses import replace

from basehaven.core.cues.read import read_moment
from basehaven.core.cues.types import Avoid, Meaning, Moment, Row

PAUSE, NEAR, KNOW, LOSS = (
    Meaning(need, f"may {need}", f"try {need}") for need in ("PAUSE", "H-NEAR", "KNOW", "LOSS")
)
HITS = Row("K04", "", ("hit",), (PAUSE, NEAR), (Avoid("scold"),), better_with=("cried",))
LEAVES = Row("K01", "", ("cried",), (NEAR, LOSS), (Avoid("slip away"),))
DOOR = Row("K02", "", ("pulled",), (NEAR, KNOW), (), and_one_of=("cried",))
ALL = frozenset({"K01", "K02", "K04"})
ROWS = (DOOR, LEAVES, HITS)


def test_rows_that_more_of_the_moment_speaks_for_come_first():
    found = read_moment(Moment(frozenset({"hit", "cried"})), rows=ROWS, on=ALL)
    assert [reading.need for reading in found.readings] == ["PAUSE", "H-NEAR", "LOSS"]
    assert [guess.row.row_id for guess in found.readings[1].guesses] == ["K01", "K04"]


def test_a_row_about_this_context_comes_before_one_about_all():
    here = replace(LEAVES, row_id="K99", contexts=frozenset({"arrival"}))
    moment = Moment(frozenset({"cried"}), "arrival")
    found = read_moment(moment, rows=(LEAVES, here), on={"K01", "K99"})
    assert found.readings[0].best.row.row_id == "K99"


def test_every_reading_carries_what_to_try_and_what_not_to_do():
    found = read_moment(Moment(frozenset({"hit", "cried"})), rows=ROWS, on=ALL)
    best = found.readings[0].best
    assert (best.meaning.try_, best.avoid) == ("try PAUSE", ("scold",))


def test_a_line_about_babies_is_left_out_for_an_older_child():
    row = replace(LEAVES, avoid=(Avoid("hurry"), Avoid("soft things in bed", under_months=12)))

    def avoid(months: int | None) -> tuple[str, ...]:
        moment = Moment(frozenset({"cried"}), months=months)
        return read_moment(moment, rows=(row,), on=ALL).readings[0].best.avoid

    assert avoid(12) == ("hurry",)
    assert avoid(11) == avoid(None) == ("hurry", "soft things in bed")


def test_nothing_seen_is_a_result_of_its_own():
    assert read_moment(Moment(frozenset()), rows=ROWS, on=ALL).not_enough.reason == "nothing_seen"


def test_what_fits_nothing_is_not_enough_and_says_what_to_look_for():
    found = read_moment(Moment(frozenset({"pulled"})), rows=ROWS, on=ALL)
    assert found.readings == ()
    assert found.not_enough.reason == "no_row_fits"
    assert found.not_enough.look_for == ("cried",)


def test_a_good_moment_asks_for_nothing():
    moment = Moment(frozenset({"smiled"}))
    found = read_moment(moment, rows=ROWS, on=ALL, glad=frozenset({"smiled"}))
    assert found.not_enough.reason == "good_moment"


def test_rows_that_are_off_are_named_and_not_read():
    found = read_moment(Moment(frozenset({"hit"})), rows=ROWS, on={"K01"})
    assert (found.readings, found.off) == ((), ("K04",))
    assert found.not_enough.reason == "only_off"


def test_rows_that_are_off_give_no_hint_of_what_to_look_for():
    found = read_moment(Moment(frozenset({"pulled"})), rows=ROWS, on=frozenset())
    assert found.not_enough.look_for == ()
