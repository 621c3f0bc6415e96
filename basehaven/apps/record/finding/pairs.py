"""Two records side by side, for a data manager who decides whether they are one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from basehaven.apps.accounts.models import User
from basehaven.apps.record.access import children_for
from basehaven.apps.record.child_list import age_words, without_places_for
from basehaven.apps.record.finding.likeness import REASONS
from basehaven.apps.record.finding.search import Scope, find_people
from basehaven.apps.record.map.words import kinds_words
from basehaven.apps.record.models import Adult, Child, DuplicateHint, Merge
from basehaven.apps.record.queries import load_beside

PAGE = 20  # pairs to decide
MERGES = 10
NAMED = 3  # people beside each side

People = list[Child | Adult]
Around = dict[UUID, str]  # ref -> who is around that person, in words


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
    around: str = ""
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


def side_of(person: Child | Adult, around: str = "") -> Side:
    also = ", ".join(person.nicknames)
    name = person.name or _("Without a recorded name")
    source = f"{person.source_id} {person.key}"
    if isinstance(person, Adult):
        roles = kinds_words(person.roles)
        return Side(person.ref, name, source, also, roles=roles, around=around)
    born = person.born_on.isoformat() if person.born_on else ""
    address = person.get_absolute_url()
    return Side(
        person.ref, name, source, also, born, age_words(person), around=around, address=address
    )


def sides_of(user: User, people: Iterable[Child | Adult]) -> list[Side]:
    """Each with who is around them, as far as ``user`` may know."""
    people = list(people)
    around = _around(user, people)
    return [side_of(person, around.get(person.ref, "")) for person in people]


def _around(user: User, people: People) -> Around:
    """Around a child who cares for them now, around an adult the children: three queries."""
    children = {person.pk: person.ref for person in people if isinstance(person, Child)}
    adults = {person.pk: person.ref for person in people if isinstance(person, Adult)}
    names: dict[UUID, list[str]] = {}
    beside = load_beside(list(children), without_places=without_places_for(user))
    for pk, carers in beside.carers.items():
        names[children[pk]] = carers
    if adults:
        ties = Scope.of(user).ties().filter(adult__in=adults)
        ties = ties.order_by(F("ended_on").desc(nulls_first=True), "pk")
        for pk, name in ties.values_list("adult_id", "child__name"):
            known = names.setdefault(adults[pk], [])
            if name and name not in known:
                known.append(name)
    return {ref: _some(known) for ref, known in names.items()}


def _some(names: list[str]) -> str:
    said = ", ".join(names[:NAMED])
    return _("%(names)s and others") % {"names": said} if len(names) > NAMED else said


def open_hints(user: User, after: int) -> tuple[list[Pair], int]:
    """A page of hints about pairs that are still two rows; 0 when none follow."""
    seen = children_for(user)
    both_seen = Exists(seen.filter(pk=OuterRef("child"))) & Exists(
        seen.filter(pk=OuterRef("other_child"))
    )
    rows = DuplicateHint.objects.filter(
        Q(child=None) | both_seen,
        Q(adult__merged_into=None, other_adult__merged_into=None),
        agency=user.agency,
        settled_at=None,
        pk__gt=after,
    )
    found = rows.select_related("child", "other_child", "adult", "other_adult").order_by("pk")
    page = list(found[: PAGE + 1])
    more, page = len(page) > PAGE, page[:PAGE]
    people = [person for hint in page for person in _two(hint)]
    sides = iter(sides_of(user, people))
    pairs = [_pair(hint, (next(sides), next(sides))) for hint in page]
    return pairs, page[-1].pk if more else 0


def _two(hint: DuplicateHint) -> People:
    two = (hint.child or hint.adult, hint.other_child or hint.other_adult)
    return [person for person in two if person is not None]


def _pair(hint: DuplicateHint, sides: tuple[Side, Side]) -> Pair:
    reasons = ", ".join(str(REASONS[reason]) for reason in hint.reasons if reason in REASONS)
    return Pair(hint.ref, "child" if hint.child_id else "adult", sides, capfirst(reasons))


def merges_of(user: User, before: int) -> tuple[list[Merged], int]:
    """Merges that stand and can be undone, latest first; 0 when there are no earlier ones."""
    rows = Merge.objects.filter(agency=user.agency, undone_at=None).order_by("-pk")
    found = list((rows.filter(pk__lt=before) if before else rows)[: MERGES + 1])
    more, merges = len(found) > MERGES, found[:MERGES]
    refs = {ref for merge in merges for ref in (merge.kept_ref, merge.merged_ref)}
    people: dict[UUID, Child | Adult] = {}
    for model in (Child, Adult) if refs else ():
        people.update({row.ref: row for row in model.objects.filter(ref__in=refs)})
    merged = [
        Merged(
            merge.ref,
            side_of(people[merge.kept_ref]),
            side_of(people[merge.merged_ref]),
            merge.merged_at,
        )
        for merge in merges
        if merge.kept_ref in people and merge.merged_ref in people
    ]
    return merged, merges[-1].pk if more else 0


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
