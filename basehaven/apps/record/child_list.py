"""The list of children in words: age, home and room as far as the viewer may know them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from basehaven.apps.accounts.models import Role, User
from basehaven.apps.consent.models import Consent
from basehaven.apps.record.access import children_for, places_hidden_from
from basehaven.apps.record.deeds import route_or_nothing
from basehaven.apps.record.map import words
from basehaven.apps.record.map.head import say_age
from basehaven.apps.record.models import BornPrecision, Child, today
from basehaven.apps.record.queries import ChildLine, load_child_lines
from basehaven.core.periods import age_on
from basehaven.core.relationships.types import Restriction as CoreRestriction

# The same as the rule of views/child_create.py, so that nobody is offered a dead end.
MAY_CREATE = (Role.CASEWORKER, Role.HOME_VISITOR, Role.DIRECTOR, Role.DATA_MANAGER)


@dataclass(frozen=True, slots=True)
class Line:
    ref: UUID
    address: str
    name: str
    age: str
    home: str
    room: str
    restrictions: tuple[str, ...] = ()  # of those named in ``home``


@dataclass(frozen=True, slots=True)
class Lines:
    lines: list[Line]
    after: UUID | None
    create: str  # where a child is added, for those who may


def child_lines(user: User, *, after: UUID | None = None) -> Lines:
    """One page of children. Who may not know places sees names and ages only."""
    found = load_child_lines(
        children_for(user), after=after, without_places=without_places_for(user)
    )
    create = route_or_nothing("child_create") if user.role in MAY_CREATE else ""
    return Lines([line_in_words(line) for line in found.lines], found.after, create)


def without_places_for(user: User) -> list[Any]:
    """Queries for ids of children of whom ``user`` sees neither home nor room in a list."""
    shared = Consent.objects.in_force(today()).filter(to_user=user, scope=Consent.Scope.TIES)
    return [places_hidden_from(user), shared.values("child_id")]


def line_in_words(line: ChildLine) -> Line:
    carers = words.joined(line.carers)
    return Line(
        ref=line.child.ref,
        address=line.child.get_absolute_url(),
        name=words.child_words(line.child.name, line.child.born_precision, line.parents),
        age=age_words(line.child),
        home=_("home with %(names)s") % {"names": carers} if carers else "",
        room=words.joined(line.rooms),
        restrictions=_restrictions(line),
    )


def _restrictions(line: ChildLine) -> tuple[str, ...]:
    """Since when, not by which order: that is on the child's page, for those it is for."""
    by_name: dict[str, list[CoreRestriction]] = {}
    for name, row in line.restricted:
        by_name.setdefault(name, []).append(row)
    return tuple(
        f"{name}: {'; '.join(words.restrictions_words(rows, short=True))}"
        for name, rows in by_name.items()
    )


def born_words(child: Child) -> str:
    """The birth date as exactly as it is known: what tells two of one name apart."""
    if child.born_on is None or child.born_precision == BornPrecision.UNBORN:
        return ""
    if child.born_precision == BornPrecision.YEAR:
        return _("born in %(when)s") % {"when": child.born_on.year}
    if child.born_precision == BornPrecision.MONTH:
        return _("born in %(when)s") % {"when": words.month_words(child.born_on)}
    if child.born_precision == BornPrecision.ESTIMATED:
        return _("born about %(when)s") % {"when": words.month_words(child.born_on)}
    return _("born %(day)s") % {"day": words.day_words(child.born_on)}


def age_words(child: Child) -> str:
    return say_age(age_on(child.born_on, child.due_on, child.born_precision, today()))
