"""Whom a search text finds, among those whom the person searching may see.

Nobody else is counted, hinted at or waited for: whoever may not be seen takes
no part after the first look-up of words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from rapidfuzz import fuzz

from basehaven.apps.accounts.models import Agency, User
from basehaven.apps.record.access import children_for, places_hidden_from
from basehaven.apps.record.finding.folding import fold
from basehaven.apps.record.finding.query import Query, Term, read_query, terms_of
from basehaven.apps.record.models import Adult, AdultWord, Child, ChildWord, Restriction, Tie, today

Person = TypeVar("Person", Child, Adult)
Index = Mapping[str, QuerySet[Any]]  # kind of person -> rows of their words
FEW = 3_000  # children: so many are listed, and looked for in the index among themselves
VERY_FEW = 300  # children: so few are compared name by name, without the index
LEADING = 2_000  # index rows of the rarest term, which leads to candidates
TOGETHER = 600  # index rows up to which a second term leads to more candidates
POSTINGS = 40_000  # index rows read at most for one look-up
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

    def ties(self) -> QuerySet[Tie]:
        """Ties that lead to an adult: of children whom, and whose people, one may see."""
        ties = Tie.objects.standing().exclude(child__in=self.without_people)
        if self.few is not None:
            return ties.filter(child__in=self.few)
        return ties.filter(Exists(self.children.filter(pk=OuterRef("child"))))


def find_people(user: User, text: str, *, limit: int = 10) -> Found:
    """The best ``limit`` children and ``limit`` adults for a search text.

    Args:
        user: who asks; only children whom they may see, and adults around these.
        text: names in any order with any accents and small mistakes, a birth
            date, an id of the source, or the reference of a page.
        limit: most children, and most adults.

    Six queries, or seven for whoever sees more than ``FEW`` children, whatever the text.
    """
    query = read_query(text, today())
    if query.is_empty or user.agency_id is None:
        return Found()
    scope = Scope.of(user)
    if scope.few is not None and not scope.few:
        return Found()
    terms = terms_of(query, user.agency_id)
    words = read_words(_index(terms, user.agency_id, scope))
    adults = _adults(query, scores_of(words["adult"], terms), scope, limit + 1)
    scored = dict(scores_of(words["child"], terms)[:LOOKED_AT])
    named = {pk for _adult, around in adults for pk in around[:CHILDREN_NAMED]}
    people = _children(query, scope, {*scored, *named})
    scored.update({pk: 1.0 for pk, child in people.items() if child.ref == query.ref})
    children = _ranked(query, scored, {pk: people[pk] for pk in scored if pk in people})
    hits = [
        AdultHit(
            adult,
            tuple(people[pk] for pk in around[:CHILDREN_NAMED] if pk in people),
            len(around) > CHILDREN_NAMED,
        )
        for adult, around in adults[:limit]
    ]
    return Found(children[:limit], hits, max(len(children), len(adults)) > limit)


def _children(query: Query, scope: Scope, pks: Collection[int]) -> dict[int, Child]:
    wanted = Q(pk__in=pks) | Q(ref=query.ref) if query.ref else Q(pk__in=pks)
    return {child.pk: child for child in scope.children.filter(wanted)}


def _adults(
    query: Query, scored: list[tuple[int, float]], scope: Scope, limit: int
) -> list[tuple[Adult, list[int]]]:
    """Adults, best first, each with the children to whom they have a tie, live ones first."""
    best = dict(scored[:LOOKED_AT])
    around: dict[int, dict[int, None]] = {}
    # Of many children those come first with whom an order restricts the adult: few are named.
    orders = Restriction.objects.standing().live_on(today())
    between = orders.filter(adult=OuterRef("adult"), child=OuterRef("child"))
    ties = scope.ties().filter(adult__in=best).annotate(restricted=Exists(between))
    ties = ties.order_by("-restricted", F("ended_on").desc(nulls_first=True), "pk")
    for adult, child in ties.values_list("adult_id", "child_id"):
        around.setdefault(adult, {})[child] = None
    people = Adult.objects.standing().filter(pk__in=around.keys(), merged_into=None)
    ranked = _ranked(query, best, {adult.pk: adult for adult in people})[:limit]
    return [(adult, list(around[adult.pk])) for adult in ranked]


def find_adults(
    agency: Agency | int, text: str, among: QuerySet[Adult], *, limit: int
) -> list[Adult]:
    """Adults of a given set, such as those whom a form offers, best first."""
    query = read_query(text, today())
    terms = terms_of(query, agency)
    index = narrowed({"adult": AdultWord.objects.filter(agency=agency)}, terms)
    scored = dict(scores_of(read_words(index)["adult"], terms)[:IN_FORMS])
    found = {adult.pk: adult for adult in among.filter(pk__in=scored)}
    return _ranked(query, scored, found)[:limit]


def _words(terms: Iterable[Term]) -> set[str]:
    return {word for term in terms for word in term.fits}


def _index(terms: list[Term], agency: Agency | int, scope: Scope) -> Index:
    """Index rows of children and of adults among whom the best are looked for."""
    children = ChildWord.objects.filter(agency=agency)
    adults = AdultWord.objects.filter(agency=agency)
    if scope.few is None:
        return narrowed({"child": children, "adult": adults}, terms)
    if len(scope.few) <= VERY_FEW:
        return {
            "child": ChildWord.objects.filter(child__in=scope.few),
            "adult": AdultWord.objects.filter(adult__in=scope.ties().values("adult")),
        }
    words = _words(terms)
    mine = Child.objects.filter(pk=OuterRef("child"), pk__in=scope.few)
    theirs = scope.ties().filter(adult=OuterRef("adult"))
    return {
        "child": children.filter(Exists(mine), word__in=words),
        "adult": adults.filter(Exists(theirs), word__in=words),
    }


def read_words(index: Index) -> dict[str, list[tuple[int, str]]]:
    """Who has which words, for each kind of person: one query."""
    found: dict[str, list[tuple[int, str]]] = {kind: [] for kind in index}
    for kind, person, word in _together(
        [
            rows.order_by().annotate(kind_=Value(kind, CharField()))
            .values_list("kind_", f"{kind}_id", "word")
            for kind, rows in index.items()
        ]
    )[:POSTINGS]:  # fmt: skip
        found[kind].append((person, word))
    return found


def _together(arms: Sequence[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    return arms[0].union(*arms[1:], all=True) if len(arms) > 1 else arms[0]


def narrowed(index: Index, terms: list[Term]) -> dict[str, QuerySet[Any]]:
    """All words of the people to whom the rarer terms lead, for each kind of person.

    A million rows may begin with ``ma``; whoever is meant by ``ma okafor`` is
    among the few called Okafor.
    """
    counts: dict[str, dict[str, int]] = {kind: {} for kind in index}
    words = _words(terms)
    for kind, word, count in _together(
        [
            rows.filter(word__in=words).order_by().values("word")
            .annotate(kind_=Value(kind, CharField()), count_=Count("pk"))
            .values_list("kind_", "word", "count_")
            for kind, rows in index.items()
        ]
    ):  # fmt: skip
        counts[kind][word] = count
    return {kind: _led_to(rows, kind, terms, counts[kind]) for kind, rows in index.items()}


def _led_to(
    rows: QuerySet[Any], person: str, terms: list[Term], counts: Mapping[str, int]
) -> QuerySet[Any]:
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
    led = rows.filter(word__in=leading)
    if len(terms) == 1:
        return led
    led_to = led.order_by().values(person)[:LEADING]
    people: QuerySet[Any] = rows.model._default_manager.filter(**{f"{person}__in": led_to})
    return people


def scores_of(rows: Iterable[tuple[int, str]], terms: list[Term]) -> list[tuple[int, float]]:
    """People by how well their words fit the terms, best first.

    A score is the mean over the terms of each one's best word. Somebody who
    fits most terms is kept when nobody fits all: a surname may have changed.
    """
    best: dict[int, list[float]] = {}
    fits: dict[str, list[float]] = {}
    for person, word in rows:
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
