"""The rates that the demo community follows, each with its source or its doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from basehaven.core.errors import KnowledgeIncomplete
from basehaven.knowledge.load import Reference, load

OBSERVED, ASSUMPTION, SETTING = "observed", "assumption", "setting"
NEEDS = {OBSERVED: "reference", ASSUMPTION: "doubt", SETTING: "because"}


@dataclass(frozen=True, slots=True)
class Rate:
    """One number that the generator uses.

    Attributes:
        kind: ``observed`` (published), ``assumption`` (ours) or ``setting``
            (chosen for the demo).
        reference: of an observed rate, the id of its source.
        tolerance: share of ``value`` by which a large generated community may
            differ; None where nothing measures it.
    """

    id: str
    label: str
    value: float
    unit: str
    kind: str
    reference: str = ""
    period: str = ""
    doubt: str = ""
    because: str = ""
    tolerance: float | None = None


class Rates:
    """Rates by id: ``rates["moves_1_5y"]`` is its value."""

    def __init__(self, rates: dict[str, Rate], references: dict[str, Reference]) -> None:
        self._rates = rates
        self.references = references

    def __getitem__(self, name: str) -> float:
        return self._rates[name].value

    def __iter__(self) -> Iterator[Rate]:
        return iter(self._rates.values())

    def rate(self, name: str) -> Rate:
        return self._rates[name]


def _rate(given: dict[str, Any], references: dict[str, Reference]) -> Rate:
    rate = Rate(**given)
    needs = NEEDS.get(rate.kind)
    if needs is None:
        raise KnowledgeIncomplete(
            f"demo/rates.yaml: '{rate.id}' is of no known kind. Say one of: {', '.join(NEEDS)}."
        )
    if not getattr(rate, needs):
        raise KnowledgeIncomplete(
            f"demo/rates.yaml: '{rate.id}' is called {rate.kind} and has no '{needs}'. Add it."
        )
    cited = references.get(rate.reference)
    if rate.kind == OBSERVED and (cited is None or not cited.citation):
        raise KnowledgeIncomplete(
            f"demo/rates.yaml: '{rate.id}' names a reference that is not in the list."
        )
    return rate


@cache
def load_rates() -> Rates:
    """Read ``knowledge/demo/rates.yaml``.

    Raises:
        KnowledgeIncomplete: a rate without what its kind needs, or twice.
    """
    entry = load("demo/rates")
    references = {reference.id: reference for reference in entry.references}
    rates: dict[str, Rate] = {}
    for given in (entry.model_extra or {})["rates"]:
        rate = _rate(given, references)
        if rate.id in rates:
            raise KnowledgeIncomplete(f"demo/rates.yaml: '{rate.id}' stands twice. Keep one.")
        rates[rate.id] = rate
    return Rates(rates, references)
