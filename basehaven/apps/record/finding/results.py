"""What a search found, in words, as far as the person searching may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from basehaven.apps.accounts.models import User
from basehaven.apps.record.access import children_for
from basehaven.apps.record.child_list import Line, age_words, child_lines
from basehaven.apps.record.finding.duplicates import Likely
from basehaven.apps.record.finding.search import AdultHit, find_people
from basehaven.apps.record.map.words import kinds_words, restrictions_words
from basehaven.apps.record.models import Child, Restriction, today
from basehaven.core.relationships.types import Restriction as CoreRestriction


@dataclass(frozen=True, slots=True)
class Warned:
    """A child whom somebody matters to, and what restricts the two."""

    name: str
    address: str
    restrictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdultLine:
    name: str
    roles: str
    children: tuple[Warned, ...]
    more_children: bool


@dataclass(frozen=True, slots=True)
class Results:
    children: Sequence[Line] = field(default_factory=tuple)
    adults: Sequence[AdultLine] = field(default_factory=tuple)
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.children or self.adults)


def search_results(user: User, text: str) -> Results:
    found = find_people(user, text)
    lines: dict[str, Line] = {}
    if found.children:
        among = children_for(user).filter(pk__in=[child.pk for child in found.children])
        lines = {line.address: line for line in child_lines(user, among=among).lines}
    ordered = [lines.get(child.get_absolute_url()) for child in found.children]
    return Results(
        [line for line in ordered if line is not None], _adult_lines(found.adults), found.more
    )


def _adult_lines(hits: Sequence[AdultHit]) -> list[AdultLine]:
    children = [child.pk for hit in hits for child in hit.children]
    live = Restriction.objects.standing().live_on(today())
    forbidden: dict[tuple[int, int], list[Restriction]] = {}
    if children:
        for row in live.filter(child__in=children, adult__in=[hit.adult.pk for hit in hits]):
            forbidden.setdefault((row.adult_id, row.child_id), []).append(row)
    return [
        AdultLine(
            name=hit.adult.name or _("Somebody without a recorded name"),
            roles=kinds_words(hit.adult.roles),
            children=tuple(
                _warned(child, forbidden.get((hit.adult.pk, child.pk), []))
                for child in hit.children
            ),
            more_children=hit.more_children,
        )
        for hit in hits
    ]


def _warned(child: Child, rows: Sequence[Restriction]) -> Warned:
    # Since when, not by which order: that is on the child's page, for those it is for.
    known = [
        CoreRestriction(str(row.adult_id), row.kind, row.started_on, row.ended_on) for row in rows
    ]
    return Warned(
        child.name or _("a child without a name"),
        child.get_absolute_url(),
        restrictions_words(known, short=True),
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
