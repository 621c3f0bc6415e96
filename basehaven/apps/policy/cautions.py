"""What figures cannot say: once for all of a system, and beside each what is its own."""

from __future__ import annotations

from collections.abc import Sequence

from basehaven.apps.policy.words import in_words
from basehaven.knowledge.indicator import Indicator


def said_of_all(indicators: Sequence[Indicator]) -> list[str]:
    """Cautions that every one of several indicators has."""
    if len(indicators) < 2:
        return []
    first, *others = indicators
    return [
        in_words(words) for words in first.cautions if all(words in one.cautions for one in others)
    ]


def own_cautions(one: Indicator, shared: Sequence[str]) -> list[str]:
    """Those of one indicator that are not said of all."""
    return [said for words in one.cautions if (said := in_words(words)) not in shared]
