from __future__ import annotations

from datetime import date

import pytest

from basehaven.apps.record.finding.query import fit_of, read_query

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("ana", "ana", "anabel"),
        ("bob", "robert", "boris"),
        ("ma", "maria", "rosa"),
        ("gonzales", "gonzalez", "gomez"),
        ("kathryn", "catherine", "karen"),
        ("mlio", "milo", "emil"),
    ],
)
def test_the_closer_word_fits_better(typed, better, worse):
    assert fit_of(typed, better) > fit_of(typed, worse)


def test_words_that_only_share_a_key_do_not_fit():
    assert fit_of("lou", "leo") == 0
    assert fit_of("rosa", "resi") == 0


def test_a_query_is_taken_apart():
    query = read_query("  Milo MARÍN 3 May 2024 ", TODAY)
    assert query.words == ("milo", "marin")
    assert query.days == (date(2024, 5, 3),)
    assert read_query("C-0017", TODAY).ids[0] == "#c-0017"


@pytest.mark.parametrize("text", ["", " ", "!!", "\x00", "a"])
def test_nothing_to_look_for_is_empty(text):
    assert read_query(text, TODAY).is_empty


def test_a_page_reference_is_known():
    ref = "a8098c1a-f86e-11da-bd1a-00112444be1e"
    assert str(read_query(ref, TODAY).ref) == ref
