"""What a merge of two people must know of the rows that hang on them.

The record points every row of the one at the other, in whichever app it lives
(``actions/merge``). Two kinds of rows cannot simply be pointed: those of which a person has
one open at most, and those between two people who turn out to be one. Each app names its
own when it starts; a test looks for constraints that nobody named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import DateTimeField, Model, Q, QuerySet
from django.utils import timezone


@dataclass(frozen=True)
class OnlyOne:
    """Of these rows a child or an adult has one open at most, or one for each of ``each``.

    Where both people have one, that of the merged person ends with the merge and is open
    again when the merge is undone.
    """

    model: type[Model]
    points: str  # the field that points at the child or the adult
    begins: str
    ends: str  # empty while the row is open
    each: tuple[str, ...] = ()

    def twice(self, kept: Model, merged: Model) -> Iterator[Any]:
        """Open rows of the merged person beside which the kept one has an open one."""
        theirs = {self._each(row) for row in self._open(kept)}
        yield from (row for row in self._open(merged) if self._each(row) in theirs)

    def end_of(self, row: Any) -> Any:
        """When a row ends that ends now: not before it began."""
        is_time = isinstance(self.model._meta.get_field(self.ends), DateTimeField)
        now: Any = timezone.now() if is_time else timezone.localdate()
        return max(now, getattr(row, self.begins))

    def _open(self, person: Model) -> QuerySet[Any]:
        rows = self.model._base_manager.filter(undone=False)
        return rows.filter(**{self.points: person, self.ends: None}).order_by("pk")

    def _each(self, row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, f"{name}_id") for name in self.each)


_only_one: dict[tuple[type[Model], str], OnlyOne] = {}
_between: dict[type[Model], tuple[str, str]] = {}


def register(rule: OnlyOne) -> None:
    """Name rows of which one may be open; the same again replaces it."""
    _only_one[rule.model, rule.points] = rule


def register_between(model: type[Model], one: str, other: str) -> None:
    """Name rows between two people: those between the two of a merge stay as they are."""
    _between[model] = (one, other)


def only_one_of(model: type[Model], field: str) -> OnlyOne | None:
    return _only_one.get((model, field))


def between(model: type[Model]) -> tuple[str, str] | None:
    return _between.get(model)


def between_the_two(model: type[Model], field: str, kept: Model, merged: Model) -> Q:
    """Rows that name the one in this field and the other in another; none of most models."""
    fields = between(model)
    if fields is None or field not in fields:
        return Q(pk__in=[])
    one, other = fields
    return Q(**{one: kept, other: merged}) | Q(**{one: merged, other: kept})
