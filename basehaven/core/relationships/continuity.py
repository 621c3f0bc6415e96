"""How concentrated a child's care is among the adults who give it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from basehaven.core.errors import NotEnoughContacts


def continuity_of_care(caregivers: Sequence[str]) -> float:
    """Chance that two of a child's contacts were with the same caregiver.

    Args:
        caregivers: one caregiver id per contact; length n >= 2; order ignored.
            What a contact is (a care day, a visit) is the caller's choice and
            must be the same for every child compared.

    Returns:
        A proportion without unit: 0.0 when every contact was with a different
        adult, 1.0 when all were with one.

    Raises:
        NotEnoughContacts: n < 2. The index is undefined there; 0.0 would read
            as "no continuity" and be wrong.

    Reads the roster, not the relationship: a low value asks how staff are
    scheduled and says nothing about any one caregiver.

    Source: Bice & Boxerman 1977 (knowledge id ``bice-boxerman-1977``).

    >>> continuity_of_care(["ana", "ana", "ana", "ben"])
    0.5
    """
    _at_least(2, caregivers)
    same, pairs = pairs_with_one(caregivers)
    return same / pairs


def pairs_with_one(caregivers: Sequence[str]) -> tuple[int, int]:
    """Pairs of contacts with the same caregiver, and all pairs; each counted both ways round.

    >>> pairs_with_one(list("AAABAC"))
    (12, 30)
    """
    n = len(caregivers)
    return sum(k * (k - 1) for k in Counter(caregivers).values()), n * (n - 1)


def usual_provider(caregivers: Sequence[str]) -> float:
    """Share of a child's contacts that were with the adult met most often (UPC).

    Args:
        caregivers: one caregiver id per contact; length n >= 1; order ignored.

    Returns:
        A proportion without unit, above 0.0; 1.0 when all were with one adult.
        It depends on n: with few contacts it cannot be small, so compare only
        children with about as many.

    Raises:
        NotEnoughContacts: no contact at all.

    Reads the roster, not the relationship: the adult met most often need not be
    the one to whom the child turns.

    Source: primary-care literature, formula from general knowledge; to be
    confirmed before publication (knowledge id ``none-yet``).

    >>> round(usual_provider(list("AAABAC")), 3)
    0.667
    """
    _at_least(1, caregivers)
    most, every = contacts_with_one(caregivers)
    return most / every


def contacts_with_one(caregivers: Sequence[str]) -> tuple[int, int]:
    """Contacts with the adult met most often, and all contacts.

    >>> contacts_with_one(list("AAABAC"))
    (4, 6)
    """
    return max(Counter(caregivers).values(), default=0), len(caregivers)


def sequential_continuity(caregivers: Sequence[str]) -> float:
    """Share of a child's contacts that were with the same adult as the one before (SECON).

    Args:
        caregivers: one caregiver id per contact, **in order of time**; n >= 2.

    Returns:
        A proportion without unit: 0.0 when the adult changed every time, 1.0
        when never.

    Raises:
        NotEnoughContacts: n < 2, where nothing follows anything.

    Reads the roster, not the relationship. Contacts of one day need their order
    (``seq``), or the index is arbitrary.

    Source: primary-care literature, formula from general knowledge; to be
    confirmed before publication (knowledge id ``none-yet``).

    >>> sequential_continuity(list("AAABAC"))
    0.4
    """
    _at_least(2, caregivers)
    same, neighbours = neighbours_with_one(caregivers)
    return same / neighbours


def neighbours_with_one(caregivers: Sequence[str]) -> tuple[int, int]:
    """Contacts with the same adult as the one before, and all that follow another.

    >>> neighbours_with_one(list("AAABAC"))
    (2, 5)
    """
    same = sum(one == next_one for one, next_one in pairwise(caregivers))
    return same, max(len(caregivers) - 1, 0)


def _at_least(needed: int, caregivers: Sequence[str]) -> None:
    n = len(caregivers)
    if n < needed:
        raise NotEnoughContacts(
            f"Continuity needs at least {needed} contacts and this child has {n}. "
            "Widen the period, or report the child as not measured."
        )
