"""The lanes beside one person on the child's page: a line for each in which something was seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from basehaven.apps.record.queries.words import day_words
from basehaven.core.relationships.comfort.order import Lanes


def beside_words(lanes: Lanes, adult: str) -> Iterator[str]:
    """Counts of one adult, with the last day and how many they recorded themselves."""
    comfort = lanes.comfort.person(adult)
    if comfort is not None and comfort.times:
        yield _(
            "goes to for comfort: %(times)s ×, was there %(there)s ×, last %(day)s, recorded by "
            "the same adult %(own)s ×"
        ) % _counts(comfort.times, comfort.chances, comfort.last_on, comfort.recorded_by_self)
    play = lanes.plays_from.person(adult)
    if play is not None and play.times:
        yield _(
            "plays from: %(times)s ×, was there %(there)s ×, last %(day)s, recorded by the same "
            "adult %(own)s ×"
        ) % _counts(play.times, play.chances, play.last_on, play.recorded_by_self)
    missed = lanes.misses.person(adult)
    if missed is not None:
        yield _(
            "missed: %(times)s ×, was not there %(there)s ×, last %(day)s, recorded by the same "
            "adult %(own)s ×"
        ) % _counts(missed.times, missed.not_there, missed.last_on, missed.recorded_by_self)


def _counts(times: int, there: int, last_on: date | None, own: int) -> dict[str, object]:
    day = day_words(last_on) if last_on is not None else ""
    return {"times": times, "there": there, "day": day, "own": own}
