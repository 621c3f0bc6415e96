"""A child's people as one reader may see them: names, and orders in words wherever a name is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from basehaven.apps.record.access import Sight, project
from basehaven.apps.record.models import AdultRole, Child, Restriction, today
from basehaven.apps.record.queries import load_child_people
from basehaven.apps.room.names import language_now
from basehaven.core.periods import covers
from basehaven.core.relationships.comfort.phrases import Phrases
from basehaven.knowledge.comfort import comfort_phrases


def day_words(day: date) -> str:
    return date_format(day, _("j M Y"))


@dataclass(frozen=True)
class PeopleHere:
    """A child's people as one reader may see them: names, and orders in words."""

    child: Child
    sight: Sight
    today: date = field(default_factory=today)

    @cached_property
    def record(self) -> Any:
        """Projected: nobody is in it whom the reader may not see."""
        return project(load_child_people(self.child), self.sight)

    @cached_property
    def name(self) -> str:
        words = self.record.child.name.split()
        return words[0] if words else _("this child")

    @cached_property
    def restricted(self) -> dict[str, list[tuple[str, str]]]:
        """Everybody under an order today: its kinds in words, gravest first, and its source."""
        found: dict[str, list[tuple[str, str]]] = {}
        live = [row for row in self.record.restrictions if covers(row, self.today)]
        for row in sorted(live, key=lambda row: Restriction.Kind.values.index(row.kind)):
            kind = str(Restriction.Kind(row.kind).label)
            found.setdefault(row.adult_id, []).append((kind, row.source))
        return found

    @cached_property
    def plain_names(self) -> dict[str, str]:
        return {ref: person.name or kind_words(person.roles) for ref, person in self.people.items()}

    @property
    def people(self) -> Mapping[str, Any]:
        """Ref -> name and roles."""
        people: Mapping[str, Any] = self.record.people
        return people

    @cached_property
    def names(self) -> dict[str, str]:
        """Each name with its order in words, so that it is said wherever the name is."""
        names = dict(self.plain_names)
        for ref, orders in self.restricted.items():
            kinds = ", ".join(dict.fromkeys(kind for kind, _source in orders))
            names[ref] = f"{names.get(ref, '')} ({kinds})"
        return names

    @cached_property
    def orders(self) -> list[tuple[str, tuple[str, ...]]]:
        """Who is restricted, in full words: for the top of a page."""
        return [
            (self.plain_names.get(ref, ""), _by_source(said))
            for ref, said in self.restricted.items()
        ]

    @property
    def language(self) -> str:
        return language_now()

    @cached_property
    def phrases(self) -> Phrases:
        return comfort_phrases(self.language, self.names, day_words)


def _by_source(orders: list[tuple[str, str]]) -> tuple[str, ...]:
    """Each order with its kinds before it."""
    kinds: dict[str, list[str]] = {}
    for kind, source in orders:
        kinds.setdefault(source, []).append(kind)
    return tuple(
        ", ".join(dict.fromkeys(said)) + (f" ({source})" if source else "")
        for source, said in kinds.items()
    )


def kind_words(roles: Collection[str]) -> str:
    """Of somebody without a name: a teacher, a foster carer."""
    labels = dict(AdultRole.choices)
    return str(labels.get(next(iter(roles), ""), _("somebody without a name here")))
