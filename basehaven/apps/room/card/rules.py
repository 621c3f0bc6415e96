"""What may not stand on a card, because a card is printed, lent and left lying about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from basehaven.apps.record.models import Adult, Child, Restriction, today
from basehaven.core.errors import NotPossible

# Whoever an order keeps from the child, or from being told anything, is not called about the child.
NOT_CALLED = (Restriction.Kind.NO_CONTACT, Restriction.Kind.NO_INFORMATION)

# What looks like an address is refused for everybody, whether it is one of the record's or not:
# a refusal that knew the hidden ones would give them away to whoever tries a few.
_STREETS = (
    r"street|st|road|rd|lane|ln|avenue|ave|drive|dr|close|court|way|terrace|boulevard|blvd|"
    r"apartment|apt|flat|calle|avenida|avda|paseo|plaza|camino|piso"
)
_ADDRESS = (
    re.compile(rf"\b\d+\w?\s+(?:[^\W\d_][\w'’.-]*\s+){{0,3}}(?:{_STREETS})\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:{_STREETS})\b\.?\s+(?:[^\W\d_][\w'’.-]*\s+){{0,4}}(?:n\S{{0,2}}\s*)?\d",
        re.IGNORECASE,
    ),
    re.compile(r"\b\d+\w?\s+[A-ZÁÉÍÓÚÑ][\w'’-]+\s+[A-ZÁÉÍÓÚÑ][\w'’-]+"),
)


def looks_like_an_address(text: str) -> bool:
    """Whether a number and a street stand together.

    >>> looks_like_an_address("Rosa, 12 Alder Way"), looks_like_an_address("milk at 7, twice")
    (True, False)
    """
    return any(pattern.search(text) for pattern in _ADDRESS)


def words_of(text: str) -> set[str]:
    """The words of a text for comparing with names: no capitals, no signs around them."""
    return {word.strip(".,;:!?()’'\"“”").casefold() for word in text.split()}


def names_one_of(text: str, names: Iterable[str], own: str = "") -> bool:
    """Whether a part of somebody's name stands in the text, parts of ``own`` left out."""
    said, mine = words_of(text), set(own.casefold().split())
    return any(
        said & ({part for part in name.casefold().split() if len(part) > 2} - mine)
        for name in names
    )


def refuse_what_travels(child: Child, others: Sequence[Child], **texts: str) -> None:
    """No address and no other child's name; ``texts`` by the field that each came from."""
    for field, text in texts.items():
        if looks_like_an_address(text):
            raise NotPossible(
                _("This looks like an address. A card is printed and lent: leave it out."),
                field=field,
            )
        if names_one_of(text, [other.name for other in others], own=child.name):
            raise NotPossible(
                _("Another child is named here. Leave the name out: “another child” says enough."),
                field=field,
            )


def not_called(child: Child) -> dict[int, Adult]:
    """Everybody who may not be called about the child today, by their id."""
    orders = child.restrictions.standing().live_on(today()).filter(kind__in=NOT_CALLED)
    return {row.adult_id: row.adult for row in orders.select_related("adult")}


def refuse_a_call_against_an_order(child: Child, person: Adult | None, text: str) -> None:
    """Whom to call is chosen by name; nobody whom an order keeps away, and not in the words."""
    if person is None:
        raise NotPossible(_("Choose who is to be called."), field="person")
    barred = not_called(child)
    if person.pk in barred:
        raise NotPossible(
            _("An order keeps this person from the child: nobody calls them about the child."),
            field="person",
        )
    if names_one_of(text, [adult.name for adult in barred.values()], own=person.name):
        raise NotPossible(
            _(
                "Somebody is named here whom an order keeps from the child. Leave the name out of "
                "who to call."
            ),
            field="text",
        )
