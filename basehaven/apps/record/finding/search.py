"""Whom a search text finds, among those whom the person searching may see.

Nobody else is counted, hinted at or waited for: whoever may not be seen takes
no part after the first look-up of words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from rapidfuzz import fuzz

from basehaven.apps.accounts.models import Agency, User
from basehaven.apps.record.access import children_for, places_hidden_from
from basehaven.apps.record.finding.folding import fold
from basehaven.apps.record.finding.query import Query, Term, read_query, terms_of
from basehaven.apps.record.models import Adult, AdultWord, Child, ChildWord, Tie, today

Person = TypeVar("Person", Child, Adult)
FEW = 3_000  # children: so many are listed, and looked for in the index among themselves
VERY_FEW = 300  # children: so few are compared name by name, without the index
LEADING = 2_000  # index rows of the rarest term, which leads to candidates
TOGETHER = 600  # index rows up to which a second term leads to more candidates
POSTINGS = 20_000  # index rows read at most for one look-up
LOOKED_AT = 60  # best candidates whose names are compared whole
IN_FORMS = 400  # best candidates of whom a form may offer some
CLOSE = 0.80  # of the best candidate's score; others are left out
LEAST = 0.45  # score: one of two words exactly, or both by a stretch
CHILDREN_NAMED = 3  # beside an adult


@dataclass(frozen=True, slots=True)
class AdultHit:
    """An adult, with some of the children (whom one may see) they matter to."""

    adult: Adult
    children: tuple[Child, ...]
    more_children: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    children: Sequence[Child] = field(default_factory=tuple)
    adults: Sequence[AdultHit] = field(default_factory=tuple)
    more: bool = False  # there are others: say more of the name

    def __bool__(self) -> bool:
        return bool(self.children or self.adults)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom somebody may see.

    Attributes:
        children: as a query.
        few: their keys, when they are few enough to list.
        without_people: ids of children around whom names are hidden too: an order
            keeps from the searcher where they are (``access.project``).
    """

    children: QuerySet[Child]
    few: frozenset[int] | None
    without_people: QuerySet[Any]

    @classmethod
    def of(cls, user: User) -> Scope:
        children = children_for(user)
        pks = list(children.order_by().values_list("pk", flat=True)[: FEW + 1])
        few = frozenset(pks) if len(pks) <= FEW else None
        return cls(children, few, places_hidden_from(user))

    def visible(self, children: Collection[int]) -> set[int]:
        if self.few is not None:
            return set(children) & self.few
        return set(self.children.filter(pk__in=children).values_list("pk", flat=True))


def find_people(user: User, text: str, *, limit: int = 10) -> Found:
    """The best ``limit`` children and ``limit`` adults for a search text.

    Args:
        user: who asks; only children whom they may see, and adults around these.
        text: names in any order with any accents and small mistakes, a birth
            date, an id of the source, or the reference of a page.
        limit: most children, and most adults.

    Six to nine queries, whatever the text.
    """
    query = read_query(text, today())
    if query.is_empty or user.agency_id is None:
        return Found()
    scope = Scope.of(user)
    if scope.few is not None and not scope.few:
        return Found()
    terms = terms_of(query, user.agency_id)
    children = _children(query, terms, user.agency_id, scope, limit + 1)
    adults = _adults(query, terms, user, scope, limit + 1)
    return Found(children[:limit], adults[:limit], max(len(children), len(adults)) > limit)


def _children(
    query: Query, terms: list[Term], agency: Agency | int, scope: Scope, limit: int
) -> list[Child]:
    if scope.few is None:
        rows = narrowed(ChildWord.objects.filter(agency=agency), "child", terms)
    elif len(scope.few) <= VERY_FEW:
        rows = ChildWord.objects.filter(child__in=scope.few)
    else:
        mine = Child.objects.filter(pk=OuterRef("child"), pk__in=scope.few)
        rows = ChildWord.objects.filter(Exists(mine), agency=agency, word__in=_words(terms))
    scored = scores_of(rows.values_list("child_id", "word"), terms)
    best = [pk for pk, _score in scored][:LOOKED_AT]
    wanted = Q(pk__in=best) | Q(ref=query.ref) if query.ref else Q(pk__in=best)
    found = {child.pk: child for child in scope.children.filter(wanted)}
    exact = {pk: 1.0 for pk, child in found.items() if child.ref == query.ref}
    return _ranked(query, {**dict(scored), **exact}, found)[:limit]


def _adults(
    query: Query, terms: list[Term], user: User, scope: Scope, limit: int
) -> list[AdultHit]:
    """Only adults with a tie to a child of whom the searcher may know the people."""
    ties = Tie.objects.standing().exclude(child__in=scope.without_people)
    if scope.few is None:
        rows = narrowed(AdultWord.objects.filter(agency=user.agency_id), "adult", terms)
    elif len(scope.few) <= VERY_FEW:
        around_few = ties.filter(child__in=scope.few).values("adult")
        rows = AdultWord.objects.filter(adult__in=around_few)
    else:
        theirs = ties.filter(adult=OuterRef("adult"), child__in=scope.few)
        rows = AdultWord.objects.filter(
            Exists(theirs), agency=user.agency_id, word__in=_words(terms)
        )
    scored = scores_of(rows.values_list("adult_id", "word"), terms)
    best = [pk for pk, _score in scored][:LOOKED_AT]
    pairs = list(ties.filter(adult__in=best).order_by(F("ended_on").desc(nulls_first=True), "pk")
                 .values_list("adult_id", "child_id"))  # fmt: skip
    seen = scope.visible({child for _adult, child in pairs})
    around: dict[int, dict[int, None]] = {}
    for adult, child in pairs:
        if child in seen:
            around.setdefault(adult, {})[child] = None
    people = Adult.objects.standing().filter(pk__in=around.keys(), merged_into=None)
    ranked = _ranked(query, dict(scored), {adult.pk: adult for adult in people})[:limit]
    named = {pk for adult in ranked for pk in list(around[adult.pk])[:CHILDREN_NAMED]}
    children = scope.children.in_bulk(named)
    return [
        AdultHit(
            adult,
            tuple(children[pk] for pk in list(around[adult.pk])[:CHILDREN_NAMED]),
            len(around[adult.pk]) > CHILDREN_NAMED,
        )
        for adult in ranked
    ]


def find_adults(
    agency: Agency | int, text: str, among: QuerySet[Adult], *, limit: int
) -> list[Adult]:
    """Adults of a given set, such as those whom a form offers, best first."""
    query = read_query(text, today())
    terms = terms_of(query, agency)
    rows = narrowed(AdultWord.objects.filter(agency=agency), "adult", terms)
    scored = scores_of(rows.values_list("adult_id", "word"), terms)[:IN_FORMS]
    found = {adult.pk: adult for adult in among.filter(pk__in=[pk for pk, _score in scored])}
    return _ranked(query, dict(scored), found)[:limit]


def _words(terms: Iterable[Term]) -> set[str]:
    return {word for term in terms for word in term.fits}


def narrowed(rows: QuerySet[Any], person: str, terms: list[Term]) -> QuerySet[Any]:
    """All words of the people to whom the rarer terms lead.

    A million rows may begin with ``ma``; whoever is meant by ``ma okafor`` is
    among the few called Okafor.
    """
    words = rows.filter(word__in=_words(terms)).order_by()
    counts = dict(words.values_list("word").annotate(Count("pk")))
    sized = [(sum(counts.get(word, 0) for word in term.fits), term) for term in terms]
    leading: set[str] = set()
    room = LEADING
    for size, term in sorted(sized, key=lambda one: one[0]):
        if leading and size > room - LEADING + TOGETHER:
            break
        for word in sorted(term.fits.keys() & counts.keys(), key=term.fit, reverse=True):
            if leading and counts[word] > room:
                break
            leading.add(word)
            room -= counts[word]
    led_to = rows.filter(word__in=leading).values_list(person, flat=True)[:LEADING]
    if len(terms) == 1:
        return rows.filter(word__in=leading)
    people: QuerySet[Any] = rows.model._default_manager.filter(**{f"{person}__in": list(led_to)})
    return people


def scores_of(rows: QuerySet[Any], terms: list[Term]) -> list[tuple[int, float]]:
    """People by how well their words fit the terms, best first.

    A score is the mean over the terms of each one's best word. Somebody who
    fits most terms is kept when nobody fits all: a surname may have changed.
    """
    best: dict[int, list[float]] = {}
    fits: dict[str, list[float]] = {}
    for person, word in rows[:POSTINGS].iterator(chunk_size=5_000):
        if word not in fits:
            fits[word] = [term.fit(word) for term in terms]
        known = best.get(person)
        best[person] = fits[word] if known is None else list(map(max, known, fits[word]))
    scores = {person: sum(fit) / len(terms) for person, fit in best.items()}
    floor = max(CLOSE * max(scores.values(), default=0.0), LEAST)
    kept = [(person, score) for person, score in scores.items() if score >= floor]
    return sorted(kept, key=lambda one: (-one[1], one[0]))


def _ranked(query: Query, scores: dict[int, float], people: dict[int, Person]) -> list[Person]:
    """Best first; among equals, whose whole name is closest to what was typed."""

    def order(person: Person) -> tuple[float, float, str, int]:
        names = [fold(person.name), *map(fold, person.nicknames)]
        whole = max(fuzz.token_sort_ratio(query.folded, name) for name in names)
        return (-round(scores[person.pk], 2), -whole, names[0], person.pk)

    return sorted(people.values(), key=order)
