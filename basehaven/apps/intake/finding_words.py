"""What was found in a file, in the reader's language."""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import gettext as _

from basehaven.apps.intake.finding_sentences import SENTENCES
from basehaven.apps.record.queries.words import joined

PLACE = re.compile(r"%\\\((\w+)\\\)s")  # as re.escape leaves %(name)s


def in_words(said: str) -> str:
    """A sentence of a reader (English) in the reader's language; unknown ones stay as they are."""
    if said in SENTENCES:
        return _(said)
    for sentence, form in _forms():
        match = form.fullmatch(said)
        if match:
            values = match.groupdict().items()
            return _(sentence) % {name: _inner(name, text) for name, text in values}
    return _(said) if said else ""


def _inner(name: str, text: str) -> str:
    """What stands inside a sentence: words of ours too, or a value of the file."""
    if name == "problem":
        return " ".join(in_words(part) for part in re.split(r"(?<=\.) ", text))
    if name == "columns":
        return joined(text.split(" and "))
    return _(text) if text in SENTENCES else text


def rule_in_words(code: str) -> str:
    words = code.replace("-", " ").capitalize()
    return _(words) if words else ""


@cache
def _forms() -> list[tuple[str, re.Pattern[str]]]:
    """Each sentence with places, as a form to match; those with most words of their own first."""
    with_places = sorted((s for s in SENTENCES if "%(" in s), key=_own_words, reverse=True)
    return [
        (sentence, re.compile(PLACE.sub(r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL))
        for sentence in with_places
    ]


def _own_words(sentence: str) -> int:
    return len(re.sub(r"%\(\w+\)s", "", sentence))
