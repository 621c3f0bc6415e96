"""What holds of every reading, whatever the rows and the moment."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from basehaven.core.cues.read import Guess, Readings, read_moment
from basehaven.core.cues.safety import LEVELS, Reporting, safety_steps
from basehaven.core.cues.types import FEWEST_NEEDS, History, Moment, Observation, Row
from tests.core.cues.drawn import CUES, knowledge, moments, rules, some_observations

STEP = Reporting("Report", ("by law",))


def read(moment: Moment, rows: tuple[Row, ...], on: frozenset[str] | None = None) -> Readings:
    return read_moment(moment, rows=rows, on=_all(rows) if on is None else on)


def _all(rows: tuple[Row, ...]) -> frozenset[str]:
    return frozenset(row.row_id for row in rows)


def guesses(readings: Readings) -> set[Guess]:
    return {guess for reading in readings.readings for guess in reading.guesses}


@given(moments(), knowledge())
def test_there_are_two_needs_or_more_or_it_is_not_enough(moment, rows):
    found = read(moment, rows)
    needs = {reading.need for reading in found.readings}
    assert len(needs) == len(found.readings)
    assert (len(needs) >= FEWEST_NEEDS) != (found.not_enough is not None)


@given(moments(), knowledge(), st.randoms(use_true_random=False))
def test_the_order_of_cues_and_of_rows_does_not_matter(moment, rows, random):
    shuffled, cues = list(rows), sorted(moment.seen)
    random.shuffle(shuffled)
    random.shuffle(cues)
    again = read(replace(moment, seen=frozenset(cues)), tuple(shuffled))
    assert again.readings == read(moment, rows).readings


@given(moments(), knowledge(), st.sampled_from(CUES))
def test_one_more_cue_takes_no_guess_away(moment, rows, cue):
    def what(found: Readings) -> set[tuple[str, str]]:
        return {(guess.row.row_id, guess.meaning.need) for guess in guesses(found)}

    more = replace(moment, seen=moment.seen | {cue})
    assert what(read(moment, rows)) <= what(read(more, rows))


@given(moments(), knowledge(), st.data())
def test_turning_a_row_off_changes_nothing_of_what_others_say(moment, rows, data):
    off = data.draw(st.frozensets(st.sampled_from(sorted(_all(rows)) or ["none"])))
    before, after = read(moment, rows), read(moment, rows, _all(rows) - off)
    of_others = {guess for guess in guesses(before) if guess.row.row_id not in off}
    assert guesses(after) == of_others
    order = [guess for reading in before.readings for guess in reading.guesses]
    for reading in after.readings:
        places = [order.index(guess) for guess in reading.guesses]
        assert places == sorted(places)


@given(moments(), knowledge())
def test_rows_that_are_off_say_nothing_and_are_named(moment, rows):
    found = read(moment, rows, frozenset())
    assert found.readings == ()
    assert set(found.off) == {guess.row.row_id for guess in guesses(read(moment, rows))}


@given(moments(), knowledge())
def test_the_first_guess_of_a_need_fits_best(moment, rows):
    found = read(moment, rows)
    for reading in found.readings:
        assert reading.best.fit == min(guess.fit for guess in reading.guesses)
    assert [reading.best.fit for reading in found.readings] == sorted(
        reading.best.fit for reading in found.readings
    )


@given(moments(), knowledge(), some_observations)
def test_the_past_changes_the_card_and_never_the_guesses(moment, rows, past):
    history = History(observations=tuple(past))
    found = read_moment(moment, history, rows=rows, on=_all(rows))
    assert found.readings == read(moment, rows).readings


@given(moments(), some_observations, rules(), st.sampled_from(CUES))
def test_an_irrelevant_cue_never_takes_a_safety_step_away(moment, past, rules, cue):
    def levels(each: Moment) -> dict[str, int]:
        steps = safety_steps(each, past, rules=rules, reporting=STEP)
        return {step.rule.rule_id: LEVELS.index(step.level) for step in steps}

    before, after = levels(moment), levels(replace(moment, seen=moment.seen | {cue}))
    assert before.keys() <= after.keys()
    assert all(after[rule] <= before[rule] for rule in before), "never less urgent"


@given(moments(), some_observations, rules(), some_observations)
def test_one_more_observation_never_takes_a_pattern_away(moment, past, rules, more):
    day = max([each.on for each in [*past, *more]], default=None)
    moment = replace(moment, on=moment.on or day)

    def talks(known: list[Observation]) -> set[str]:
        steps = safety_steps(moment, known, rules=rules, reporting=STEP)
        return {step.rule.rule_id for step in steps}

    assert talks(past) <= talks(past + more)


@given(moments(), some_observations, rules(), st.randoms(use_true_random=False))
def test_the_order_of_the_past_does_not_matter_for_safety(moment, past, rules, random):
    before = safety_steps(moment, past, rules=rules, reporting=STEP)
    random.shuffle(past)
    assert safety_steps(moment, past, rules=rules, reporting=STEP) == before
