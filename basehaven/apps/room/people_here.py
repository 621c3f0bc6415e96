"""A child's people as one reader may see them: names, and orders in words wherever a name is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from basehaven.apps.record.access import Sight, project
from basehaven.apps.record.models import AdultRole, Child, today
from basehaven.apps.record.queries import load_child_people
from basehaven.apps.record.queries.words import day_words
from basehaven.apps.room.names import language_now
from basehaven.apps.room.queries.orders import Order, by_source, said
from basehaven.core.periods import covers
from basehaven.core.relationships.comfort.phrases import Phrases
from basehaven.knowledge.comfort import comfort_phrases


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
    def restricted(self) -> dict[str, list[Order]]:
        """Everybody under an order today, the gravest first."""
        found: dict[str, list[Order]] = {}
        live = [row for row in self.record.restrictions if covers(row, self.today)]
        for row in sorted(live, key=lambda row: Order(row.kind, row.source).gravity):
            found.setdefault(row.adult_id, []).append(Order(row.kind, row.source))
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
            names[ref] = f"{names.get(ref, '')} ({said((o.words for o in orders), '')})"
        return names

    @cached_property
    def orders(self) -> list[tuple[str, tuple[str, ...]]]:
        """Who is restricted, in full words: for the top of a page."""
        return [
            (self.plain_names.get(ref, ""), by_source(orders))
            for ref, orders in self.restricted.items()
        ]

    @property
    def language(self) -> str:
        return language_now()

    @cached_property
    def phrases(self) -> Phrases:
        return comfort_phrases(self.language, self.names, day_words)


def kind_words(roles: Collection[str]) -> str:
    """Of somebody without a name: a teacher, a foster carer."""
    labels = dict(AdultRole.choices)
    return str(labels.get(next(iter(roles), ""), _("somebody without a name here")))
