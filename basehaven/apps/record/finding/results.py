"""What a search found, in words, as far as the person searching may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from basehaven.apps.accounts.models import User
from basehaven.apps.record.child_list import (
    Line,
    age_words,
    born_words,
    line_in_words,
    without_places_for,
)
from basehaven.apps.record.finding.duplicates import Likely
from basehaven.apps.record.finding.search import AdultHit, find_people
from basehaven.apps.record.map.words import joined, kinds_words, restrictions_words
from basehaven.apps.record.models import Adult, Child
from basehaven.apps.record.queries import Beside, ChildLine, lines_beside, load_beside


@dataclass(frozen=True, slots=True)
class FoundChild:
    """A line of the list, and what tells the child from others of the name."""

    line: Line
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """A child whom somebody matters to, and what restricts the two."""

    name: str
    address: str
    restrictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdultLine:
    name: str
    also: str
    roles: str
    children: tuple[Warned, ...]
    more_children: bool

    @property
    def restricted(self) -> list[Warned]:
        return [child for child in self.children if child.restrictions]


@dataclass(frozen=True, slots=True)
class Results:
    children: Sequence[FoundChild] = field(default_factory=tuple)
    adults: Sequence[AdultLine] = field(default_factory=tuple)
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.children or self.adults)

    @property
    def in_words(self) -> str:
        """For who cannot see the list change while they type."""
        children, adults = len(self.children), len(self.adults)
        said = [
            ngettext("%(n)d child", "%(n)d children", children) % {"n": children},
            ngettext("%(n)d adult", "%(n)d adults", adults) % {"n": adults},
        ]
        return joined(
            words for words, number in zip(said, (children, adults), strict=True) if number
        )


def search_results(user: User, text: str) -> Results:
    found = find_people(user, text)
    beside = load_beside(
        [child.pk for child in found.children],
        without_places=without_places_for(user),
        adults=[hit.adult.pk for hit in found.adults],
        around={child.pk for hit in found.adults for child in hit.children},
    )
    return Results(
        [_found_child(line) for line in lines_beside(found.children, beside)],
        [_adult_line(hit, beside) for hit in found.adults],
        found.more,
    )


def _found_child(found: ChildLine) -> FoundChild:
    line = line_in_words(found)
    details = (also_words(found.child), born_words(found.child), line.room, line.home)
    return FoundChild(line, tuple(words for words in details if words))


def also_words(person: Child | Adult) -> str:
    names = joined(f"“{name}”" for name in person.nicknames)
    return _("also called %(names)s") % {"names": names} if names else ""


def _adult_line(hit: AdultHit, beside: Beside) -> AdultLine:
    return AdultLine(
        name=hit.adult.name or _("Somebody without a recorded name"),
        also=also_words(hit.adult),
        roles=kinds_words(hit.adult.roles),
        children=tuple(
            Warned(
                child.name or _("a child without a name"),
                child.get_absolute_url(),
                restrictions_words(beside.orders.get((hit.adult.pk, child.pk), ()), short=True),
            )
            for child in hit.children
        ),
        more_children=hit.more_children,
    )


@dataclass(frozen=True, slots=True)
class LikelyLine:
    name: str
    age: str
    address: str
    reasons: str


def likely_lines(found: Sequence[Likely]) -> list[LikelyLine]:
    """Only of people whom the viewer may see: ``likely_duplicates`` gives no others."""
    return [
        LikelyLine(
            name=one.person.name or _("Without a recorded name"),
            age=age_words(one.person) if isinstance(one.person, Child) else "",
            address=one.person.get_absolute_url() if isinstance(one.person, Child) else "",
            reasons=", ".join(one.in_words),
        )
        for one in found
    ]
