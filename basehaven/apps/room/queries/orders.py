"""What orders say of a child's people, and in which words: in one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from basehaven.apps.record.models import Child, Restriction, today


class Order(NamedTuple):
    """One live order about one adult."""

    kind: str
    source: str

    @property
    def words(self) -> str:
        return str(Restriction.Kind(self.kind).label)

    @property
    def gravity(self) -> int:
        """To sort by: the gravest first."""
        return Restriction.Kind.values.index(self.kind)


def live_orders(child: Child) -> dict[int, list[Order]]:
    """Every live order of the child, by adult. One query."""
    found: dict[int, list[Order]] = defaultdict(list)
    rows = child.restrictions.standing().live_on(today())
    for adult, kind, source in rows.values_list("adult", "kind", "source"):
        found[adult].append(Order(kind, source))
    return found


def orders_about(child: Child, *, sources: bool) -> dict[int, tuple[str, ...]]:
    """What live orders say, by adult."""
    return {
        adult: tuple(said([order.words], order.source if sources else "") for order in orders)
        for adult, orders in live_orders(child).items()
    }


def by_source(orders: Iterable[Order]) -> tuple[str, ...]:
    """Each paper once, with all that it says before it."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for order in orders:
        kinds[order.source].append(order.words)
    return tuple(said(words, source) for source, words in kinds.items())


def said(kinds: Iterable[str], source: str) -> str:
    words = ", ".join(dict.fromkeys(kinds))
    return f"{words} ({source})" if source else words
