from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basehaven.apps.record.finding.folding import (
    LONGEST,
    fold,
    fuzzy_keys,
    keys_of,
    less_one,
    sounds_of,
    words_of,
)

LETTERS = "abcdefghijklmnopqrstuvwxyz"
names = st.text(LETTERS, min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Tomás Núñez", ["tomas", "nunez"]),
        ("ÅSA Øberg-Łukasz", ["asa", "oberg", "lukasz", "oberglukasz"]),
        ("O’Neill", ["o", "neill", "oneill"]),
        ("  María   José ", ["maria", "jose"]),
        ("Straße", ["strasse"]),
        ("Юлия Ким", ["юлия", "ким"]),
        ("", []),
        ("!!!", []),
    ],
)
def test_names_become_plain_words(name, words):
    assert words_of(name) == words


def test_a_word_without_end_is_cut():
    assert len(words_of("a" * 500)[0]) == LONGEST


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(names, st.data())
def test_one_edit_away_shares_a_key(name, data):
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    swap = name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :]
    for other in (
        name[:place] + letter + name[place:],
        name[:place] + letter + name[place + 1 :],
        swap,
    ):
        assert less_one(name) & less_one(other)
        assert fuzzy_keys(name) & fuzzy_keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("catherine", "kathryn"),
        ("stephen", "steven"),
        ("gonzalez", "gonsales"),
        ("jimenez", "gimenes"),
        ("hernandez", "ernandes"),
        ("ximena", "jimena"),
        ("yessica", "llessica"),
        ("vargas", "bargas"),
    ],
)
def test_names_that_sound_alike_share_a_sound(one, other):
    assert set(sounds_of(one)) & set(sounds_of(other))


@given(st.text(max_size=50))
def test_any_text_at_all_has_keys_that_fit_their_column(text):
    for word in words_of(text):
        assert all(len(key) <= 80 for key in keys_of(word))
