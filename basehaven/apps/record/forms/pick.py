"""Choosing a person, a home or a child: near ones first, then a search, then a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from basehaven.apps.accounts.models import Role, User
from basehaven.apps.record.access import children_for
from basehaven.apps.record.finding.search import find_adults, find_people
from basehaven.apps.record.map.words import (
    day_words,
    kinds_words,
    name_or_kind,
    restrictions_words,
)
from basehaven.apps.record.models import Adult, Child, Home, Restriction, Stay, Tie, today

NEW = "new"
CARING = {"parent", "kin", "foster_carer", "adoptive_parent"}
PAID = {"teacher", "home_visitor", "doula", "caseworker", "consultant"}  # see the open tables
SHOWN = 6  # of those on the record; the others are one touch away
MANY = 8  # results of a search: what one hand can scroll past
FAMILY_ROLES = (Role.PARENT, Role.FOSTER_CARER, Role.NONE, Role.ANALYST, Role.FUNDER)


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    note: str = ""
    warning: str = ""  # restrictions in words


def adults_to_choose(user: User) -> QuerySet[Adult]:
    """Adults in the life of a child whom one may see, and colleagues."""
    theirs = Tie.objects.filter(adult=OuterRef("pk"), child__in=children_for(user))
    colleague = Q(user__isnull=False) & ~Q(user__role__in=FAMILY_ROLES)
    return Adult.objects.filter(
        Exists(theirs) | colleague, agency=user.agency, merged_into=None, entered_in_error=False
    )


def homes_to_choose(user: User) -> QuerySet[Home]:
    theirs = Stay.objects.filter(home=OuterRef("pk"), child__in=children_for(user))
    return Home.objects.filter(Exists(theirs), agency=user.agency, entered_in_error=False)


def restrictions_by_adult(child: Child) -> dict[int, str]:
    """Live restrictions in words, by the adult's key."""
    return by_adult_in_words(child.restrictions.standing().live_on(today()))


def by_adult_in_words(restrictions: Iterable[Restriction]) -> dict[int, str]:
    found: dict[int, list[Any]] = {}
    for restriction in restrictions:
        found.setdefault(restriction.adult_id, []).append(restriction)
    return {
        adult: "; ".join(restrictions_words(rows, short=False)) for adult, rows in found.items()
    }


def adult_options(child: Child | None, adults: Iterable[Adult]) -> list[Option]:
    forbidden = restrictions_by_adult(child) if child is not None else {}
    return [
        Option(
            value=str(adult.ref),
            label=name_or_kind(adult.name, adult.roles),
            note=kinds_words(adult.roles),
            warning=forbidden.get(adult.pk, ""),
        )
        for adult in adults
    ]


def adults_of(child: Child) -> QuerySet[Adult]:
    """Everybody whom this child's record names already."""
    return (
        Adult.objects.filter(
            Q(ties__child=child, ties__entered_in_error=False)
            | Q(family_rights__child=child)
            | Q(restrictions__child=child)
        )
        .distinct()
        .order_by("name", "pk")
    )


def nearest_first(child: Child) -> list[Adult]:
    """Everybody on the record: who is there now before who was, family before staff."""
    live = Tie.objects.standing().filter(child=child, adult=OuterRef("pk"), ended_on=None)
    adults = adults_of(child).annotate(there=Exists(live))
    return sorted(adults, key=_distance)


def _distance(adult: Any) -> tuple[bool, bool, bool]:
    roles = set(adult.roles)
    return (not adult.there, roles <= PAID, roles.isdisjoint(CARING))


def search_adults(user: User, child: Child | None, words: str) -> list[Option]:
    """Without a child for whom somebody is looked for, nobody's orders are told."""
    agency = user.agency_id if child is None else child.agency_id
    if agency is None:
        return []
    found = find_adults(agency, words, adults_to_choose(user), limit=MANY)
    return adult_options(child, found)


def search_homes(user: User, child: Child | None, words: str) -> list[Option]:
    found = homes_to_choose(user).filter(name__icontains=words).order_by("name", "pk")
    return [Option(str(home.ref), home.name) for home in found[:MANY]]


def search_children(user: User, child: Child | None, words: str) -> list[Option]:
    found = find_people(user, words, limit=MANY + 1).children
    return [
        Option(str(each.ref), each.name or _("not named yet"), note=_born(each))
        for each in found
        if child is None or each.pk != child.pk
    ][:MANY]


def _born(child: Child) -> str:
    return _("born %(day)s") % {"day": day_words(child.born_on)} if child.born_on else ""


SEARCHES = {"adult": search_adults, "home": search_homes, "child": search_children}


class PickWidget(forms.Widget):
    """Radio buttons, a search that adds more of them, and room for a new one.

    Without JavaScript the search is a button that comes back with the page.
    """

    template_name = "record/widgets/pick.html"
    use_fieldset = True

    def __init__(
        self, what: str, *, new_label: Any = "", empty_label: Any = "", searches: bool = True
    ) -> None:
        super().__init__()
        self.what, self.new_label, self.empty_label = what, new_label, empty_label
        self.searches = searches
        self.near: list[Option] = []
        self.child: Child | None = None
        self.address = ""  # where the search of a picker without a child is answered
        self.user: User | None = None
        self.words = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        self.words = (data.get(f"{name}_q") or "").strip()
        return data.get(name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        near, found = list(self.near), list[Option]()
        if self.words and self.user is not None:
            found = SEARCHES[self.what](self.user, self.child, self.words)
        elif value and value not in (NEW, *(option.value for option in near)):
            found = self._chosen(str(value))
        # Who was found stands under the search, and nobody stands twice.
        near = [option for option in near if option.value not in {each.value for each in found}]
        more = near[SHOWN:]
        context["pick"] = {
            "what": self.what,
            "near": near[:SHOWN],
            "more": more,
            "more_open": value in {option.value for option in more},
            "address": self._search_address() if self.searches else "",
            "found": found,
            "searched": bool(self.words),
            "words": self.words,
            "new_label": self.new_label,
            "empty_label": self.empty_label,
            "new": NEW,
        }
        return context

    def _search_address(self) -> str:
        if self.child is None:
            return self.address
        return reverse("pick", args=[self.child.ref, self.what])

    def _chosen(self, value: str) -> list[Option]:
        row = fetch(self.what, value, self.user, self.child)
        if isinstance(row, Adult):
            return adult_options(self.child, [row])
        return [Option(value, row.name)] if row is not None else []

    def id_for_label(self, id_: str | None, index: str | None = None) -> str:
        return ""  # a group of radio buttons has no single control for its label


def fetch(what: str, value: str, user: User | None, child: Child | None) -> Any:
    """The row that a chosen ref names, if this person may choose it."""
    try:
        ref = UUID(str(value))
    except ValueError:
        return None
    if user is None:
        return None
    if what == "child":
        return children_for(user).filter(ref=ref, merged_into=None).first()
    if what == "home":
        own = Home.objects.filter(stays__child=child, ref=ref).first() if child else None
        return own or homes_to_choose(user).filter(ref=ref).first()
    own = adults_of(child).filter(ref=ref).first() if child is not None else None
    return own or adults_to_choose(user).filter(ref=ref).first()


class SeveralWidget(forms.CheckboxSelectMultiple):
    """Boxes to tick: the first few, and the others one touch away."""

    template_name = "record/widgets/several.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [option for _group, options, _index in context["widget"]["optgroups"]
                   for option in options]  # fmt: skip
        more = options[SHOWN:]
        context["widget"]["several"] = {
            "first": options[:SHOWN],
            "more": more,
            "more_open": any(option["selected"] for option in more),
        }
        return context


class PickField(forms.Field):
    """A row chosen by its ref; ``"new"`` stands for one still to be made."""

    widget: PickWidget
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": gettext_lazy("Choose one, or search, or write a new name."),
        "unknown": gettext_lazy("Choose one of the list, or search for another."),
    }

    def __init__(
        self,
        what: str,
        *,
        new_label: Any = "",
        empty_label: Any = "",
        searches: bool = True,
        **kwargs: Any,
    ) -> None:
        widget = PickWidget(what, new_label=new_label, empty_label=empty_label, searches=searches)
        super().__init__(widget=widget, **kwargs)
        self.what = what

    def bind(self, user: User, child: Child | None, near: list[Option], address: str = "") -> None:
        self.widget.user, self.widget.child, self.widget.near = user, child, near
        self.widget.address = address

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value in self.empty_values:
            return None
        if value == NEW and self.widget.new_label:
            return NEW
        row = fetch(self.what, value, self.widget.user, self.widget.child)
        if row is None:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return row

    def prepare_value(self, value: Any) -> Any:
        return str(value.ref) if hasattr(value, "ref") else value
