"""Two records side by side, for a data manager who decides whether they are one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from basehaven.apps.accounts.models import User
from basehaven.apps.record.access import children_for
from basehaven.apps.record.child_list import age_words
from basehaven.apps.record.finding.likeness import REASONS
from basehaven.apps.record.finding.search import find_people
from basehaven.apps.record.map.words import kinds_words
from basehaven.apps.record.models import Adult, Child, DuplicateHint, Merge

PAGE = 25


@dataclass(frozen=True, slots=True)
class Side:
    """What tells two people apart at a glance, without opening either record."""

    ref: UUID
    name: str
    source: str
    also: str = ""
    born: str = ""
    age: str = ""
    roles: str = ""
    address: str = ""

    @property
    def label(self) -> str:
        parts = (self.name, self.born or self.roles, self.source)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Pair:
    ref: UUID
    kind: str
    sides: tuple[Side, Side]
    reasons: str
    request_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Merged:
    ref: UUID
    kept: Side
    other: Side
    merged_at: datetime
    request_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the two to be merged: found, or to be chosen among ``options``."""

    text: str
    person: Child | Adult | None = None
    options: Sequence[Side] = field(default_factory=tuple)


def side_of(person: Child | Adult) -> Side:
    also = ", ".join(person.nicknames)
    name = person.name or _("Without a recorded name")
    source = f"{person.source_id} {person.key}"
    if isinstance(person, Adult):
        return Side(person.ref, name, source, also, roles=kinds_words(person.roles))
    born = person.born_on.isoformat() if person.born_on else ""
    address = person.get_absolute_url()
    return Side(person.ref, name, source, also, born, age_words(person), address=address)


def open_hints(user: User, after: int) -> tuple[list[Pair], int]:
    """A page of hints about pairs that are still two rows; 0 when none follow."""
    rows = DuplicateHint.objects.filter(
        Q(child__merged_into=None, other_child__merged_into=None)
        & (Q(child=None) | Q(child__sealed_at=None, other_child__sealed_at=None))
        & Q(adult__merged_into=None, other_adult__merged_into=None),
        agency=user.agency,
        settled_at=None,
        pk__gt=after,
    )
    page = list(
        rows.select_related("child", "other_child", "adult", "other_adult").order_by("pk")[
            : PAGE + 1
        ]
    )
    pairs = [_pair(hint) for hint in page[:PAGE]]
    return pairs, page[PAGE - 1].pk if len(page) > PAGE else 0


def _pair(hint: DuplicateHint) -> Pair:
    two = [hint.child or hint.adult, hint.other_child or hint.other_adult]
    one, other = (side_of(person) for person in two if person is not None)
    reasons = ", ".join(str(REASONS[reason]) for reason in hint.reasons if reason in REASONS)
    kind = "child" if hint.child_id else "adult"
    return Pair(hint.ref, kind, (one, other), reasons)


def merges_of(user: User) -> list[Merged]:
    """The latest merges that stand and can be undone."""
    merges = list(Merge.objects.filter(agency=user.agency, undone_at=None).order_by("-pk")[:PAGE])
    refs = {ref for merge in merges for ref in (merge.kept_ref, merge.merged_ref)}
    people: dict[UUID, Child | Adult] = {}
    for model in (Child, Adult):
        people.update({row.ref: row for row in model.objects.filter(ref__in=refs)})
    return [
        Merged(
            merge.ref,
            side_of(people[merge.kept_ref]),
            side_of(people[merge.merged_ref]),
            merge.merged_at,
        )
        for merge in merges
        if merge.kept_ref in people and merge.merged_ref in people
    ]


def either(user: User, kind: str, text: str) -> Choice:
    """Somebody by reference, or those whom a search text finds."""
    text = text.strip()
    if not text:
        return Choice("")
    try:
        ref = UUID(text)
    except ValueError:
        found = find_people(user, text)
        people = found.children if kind == "child" else [hit.adult for hit in found.adults]
        return Choice(text, options=[side_of(person) for person in people])
    if kind == "child":
        return Choice(text, children_for(user).filter(ref=ref).first())
    adults = Adult.objects.standing().filter(agency=user.agency, merged_into=None)
    return Choice(text, adults.filter(ref=ref).first())


def request_id_of(request: HttpRequest) -> UUID:
    """The id that a form of one button carries, so that a double click writes once."""
    try:
        return UUID(request.POST.get("request_id", ""))
    except ValueError:
        return uuid4()
