"""What was done elsewhere about moves, continuity, kin and visits, with its sources and doubts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.done import Done
from basehaven.knowledge.indicators import all_indicators
from basehaven.knowledge.load import FOLDER, load_as

HERE = FOLDER / "elsewhere"


@cache
def all_done() -> tuple[Done, ...]:
    """Every entry, those that rest on trials first and otherwise by their ids.

    Raises:
        KnowledgeIncomplete: an entry is not whole, or names an indicator that there is none of.
    """
    found = [load_as(path, Done) for path in sorted(HERE.glob("*.yaml"))]
    for entry in found:
        unknown = sorted(set(entry.indicators) - set(all_indicators()))
        if unknown:
            raise KnowledgeIncomplete(
                f"{HERE / entry.id}.yaml: 'indicators': there is no {', '.join(unknown)}. "
                "Name indicators of knowledge/indicators, or leave them out."
            )
    return tuple(sorted(found, key=lambda entry: (not entry.basis.startswith("trial"), entry.id)))


def done_about(indicators: Iterable[str]) -> list[Done]:
    """Entries that concern any of these indicators.

    >>> [entry.id for entry in done_about(["england.social_workers_3plus"])]
    []
    """
    wanted = set(indicators)
    return [entry for entry in all_done() if wanted & set(entry.indicators)]
