"""The rows that come with Basehaven: whole, plural, kind, reachable, in two languages."""

from __future__ import annotations

import re

import pytest

from basehaven.core.cues.types import AROUSALS, CONTEXTS, Moment
from basehaven.knowledge.cues.library import library
from basehaven.knowledge.cues.models import ANYWHERE, CueRow, Words
from basehaven.knowledge.cues.say import say
from basehaven.knowledge.cues.whole import _parts, banned_words

KNOWN = library()
ROWS = list(KNOWN.entries.values())
EVERY = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
PRACTICE_ONLY = {"K07", "K17", "K18", "K20", "K24", "K25", "K36", "K44", "K57", "K68", "K71"}
MIXED = {"K05", "K14", "K21", "K26", "K43", "K45", "K49", "K53", "K56", "K60", "K66"}
OWNED = re.compile(
    r"circle of security|miscue|serve and return|ncast|babycues|shark music|delight in|"
    r"bigger, stronger|promoting first",
    re.IGNORECASE,
)


def words_of(row: CueRow) -> list[Words]:
    return [part for part in _parts(row) if isinstance(part, Words)]


def a_moment_of(row: CueRow, cue: str) -> Moment:
    return Moment(
        seen=frozenset({cue, *row.cues.and_one_of[:1]}),
        context="other" if row.contexts == ANYWHERE else row.contexts[0],
        months=row.ages.from_months,
        arousal=row.arousal[0] if row.arousal else "",
    )


def test_all_seventy_two_rows_are_there():
    assert [row.id for row in ROWS] == [f"K{number:02}" for number in range(1, 73)]


def test_a_file_is_named_by_its_row():
    assert all(path.stem.startswith(f"{row.id.lower()}-") for path, row in KNOWN.files.rows)


@EVERY
def test_every_row_can_be_reached_by_each_of_its_cues(row):
    for cue in row.cues.one_of:
        found = KNOWN.look(a_moment_of(row, cue), on={row.id}).readings
        assert {guess.row.row_id for r in found.readings for guess in r.guesses} == {row.id}, cue


@EVERY
def test_every_row_guesses_in_both_languages(row):
    for meaning in row.may_mean:
        assert meaning.en.startswith("May ")
        assert meaning.es.startswith("Quizá ")


@EVERY
def test_no_row_is_english_in_spanish(row):
    alike = [words.en for words in words_of(row) if words.en == words.es]
    assert not alike
    english = re.compile(r"\b(the|and|with|child|do not|is|are)\b", re.IGNORECASE)
    assert not [words.es for words in words_of(row) if english.search(words.es)]


@EVERY
def test_lines_are_short_enough_for_a_tired_person(row):
    for meaning in row.may_mean:
        assert len(meaning.en) <= 110
        assert len(meaning.try_.en) <= 170
    assert all(len(words.es) <= 1.7 * len(words.en) + 25 for words in words_of(row))


@EVERY
def test_no_row_uses_a_banned_or_an_owned_word(row):
    banned = banned_words(KNOWN.files.banned)
    for words in words_of(row):
        assert not banned["en"].search(words.en)
        assert not banned["es"].search(words.es)
        assert not OWNED.search(words.en)


def test_rows_of_practice_alone_are_off_and_say_so_once_on():
    off = KNOWN.on("all") - KNOWN.on("sourced")
    assert off == PRACTICE_ONLY | {"K67"}
    moment = Moment(frozenset({"wanted_lap"}), "play", 20)
    looked = KNOWN.look(moment, on=KNOWN.on("sourced") | {"K17"})
    readings = say(KNOWN, looked, "en").readings
    lap = [each for r in readings for each in (r, *r.also) if each.row == "K17"]
    assert lap
    assert all("practice reasoning, no research" in each.remark for each in lap)
    assert all("waits for a clinician" in each.remark for each in lap)


def test_mixed_grades_are_kept_as_in_the_reference():
    assert {row.id for row in ROWS if "/" in row.evidence} == MIXED


def test_nothing_is_checked_before_a_second_person_checked_it():
    assert KNOWN.on("checked") == frozenset()


def test_a_need_that_the_sources_do_not_name_says_that_it_is_ours():
    looked = KNOWN.look(Moment(frozenset({"rooted"}), "meal", 4), on={"K30"})
    said = {reading.need: reading for reading in say(KNOWN, looked, "en").readings}
    assert "this guess is ours" in said["H-SOOTHE"].remark
    assert "this guess is ours" not in said["BODY"].remark


def test_whatever_lies_soft_in_a_bed_is_followed_by_what_keeps_a_baby_safe():
    for row_id in ("K06", "K37", "K61"):
        lines = [each for each in KNOWN.entries[row_id].avoid if each.under_months == 12]
        assert any("soft" in line.en for line in lines)


def test_contexts_and_arousals_are_those_of_the_open_tables():
    from basehaven.exchange.tables.schema import TABLES

    columns = {column.name: column.choices for column in TABLES["care_events"].columns}
    assert tuple(columns["context"]) == CONTEXTS
    assert tuple(columns["arousal"]) == AROUSALS


def test_the_demo_names_its_cues_by_the_vocabulary():
    from basehaven.exchange.demo.milo_days import MOMENTS
    from basehaven.exchange.demo.moments import SEEN

    used = {seen for _, _, _, seen, _, _ in MOMENTS} | {*SEEN[True], *SEEN[False]}
    assert used <= KNOWN.cues.keys()
