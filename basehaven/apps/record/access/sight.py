"""What one viewer sees of one child, worked out from every ground they stand on."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date

from basehaven.apps.accounts.models import Role, User
from basehaven.apps.record.access.children import HIDES_PLACES, SEES_NO_CHILD, children_for
from basehaven.apps.record.access.grounds import facts
from basehaven.apps.record.access.verbs import GROUNDS, SUPERVISES, VERBS
from basehaven.apps.record.models import Child, Restriction, today

EVERYTHING = frozenset(VERBS)


@dataclass(frozen=True, slots=True)
class Sight:
    """What one viewer sees of one child, and why.

    Attributes:
        grounds: in words for the audit trail, such as ``teacher of the room``.
        may: verbs that views ask for, such as ``see`` or ``edit_ties``.
        sees_places: rooms by name, and where the child is now; and homes by
            name if ``sees_homes`` too.
        sees_addresses: addresses of homes that are not confidential.
        sees_lookers: who else looked at this page, by name.
        adult_ref: the viewer's own person in the record, if they have one.
        sees_homes: homes by name.
        sees_stays: when the child moved, and to what kind of home.
        confidential: which confidential homes they see by name and address
            beside their own: ``none``, ``now`` or ``all``.
        sees_reasons: why somebody is away, and how care ended.
        sees_sources: by which order or plan somebody is restricted.
        sees_sibling_homes: whether siblings they may not open live here too.
        siblings: refs of the siblings whom they may open themselves.
        siblings_hidden: refs of siblings of whom an order says they are told nothing.
        restricted: an order keeps this viewer from the child or their address.
    """

    grounds: str
    may: frozenset[str] = field(default_factory=frozenset)
    sees_places: bool = True
    sees_addresses: bool = False
    sees_lookers: bool = False
    adult_ref: str = ""
    sees_homes: bool = True
    sees_stays: bool = True
    confidential: str = "none"
    sees_reasons: bool = True
    sees_sources: bool = True
    sees_sibling_homes: bool = True
    siblings: frozenset[str] = frozenset()
    siblings_hidden: frozenset[str] = frozenset()
    restricted: bool = False


@dataclass
class _Found:
    """What the record says about this viewer and this child on a day."""

    adult_ref: str = ""
    grounds: dict[str, str] = field(default_factory=dict)  # ground -> words
    restrictions: set[str] = field(default_factory=set)
    siblings: set[int] = field(default_factory=set)  # their ids
    siblings_hidden: set[str] = field(default_factory=set)


def sight_of(user: User, child: Child, on: date | None = None) -> Sight:
    """What ``user`` sees of ``child``, whom ``children_for`` has let through.

    Two queries. With no ground, or with an order that they are told nothing,
    ``may`` is empty and so is everything else.
    """
    day = on or today()
    found = _find(user, child, day)
    if not found.grounds or Restriction.Kind.NO_INFORMATION in found.restrictions:
        return Sight(
            grounds="", sees_places=False, sees_homes=False, sees_stays=False,
            sees_reasons=False, sees_sources=False, sees_sibling_homes=False, restricted=True,
        )  # fmt: skip
    grounds = [GROUNDS[name] for name in found.grounds]
    sees = frozenset().union(*(ground.sees for ground in grounds))
    restricted = not found.restrictions.isdisjoint(HIDES_PLACES)
    if restricted:
        sees &= {"stays"}  # a kind of home in words, and nothing that leads to a place
    return Sight(
        grounds=" and ".join(dict.fromkeys(found.grounds.values())),
        may=frozenset().union(*(ground.may for ground in grounds)),
        sees_places="rooms" in sees,
        sees_addresses="addresses" in sees,
        sees_lookers="lookers" in sees,
        adult_ref=found.adult_ref,
        sees_homes="homes" in sees,
        sees_stays="stays" in sees,
        confidential=(
            "all" if "confidential" in sees else "now" if "confidential_now" in sees else "none"
        ),
        sees_reasons="reasons" in sees,
        sees_sources="sources" in sees,
        sees_sibling_homes="sibling_homes" in sees,
        siblings=_siblings_seen(user, found.siblings, day),
        siblings_hidden=frozenset(found.siblings_hidden),
        restricted=restricted,
    )


def _find(user: User, child: Child, day: date) -> _Found:
    found = _Found()
    same_agency = user.agency_id is not None and user.agency_id == child.agency_id
    if not user.is_active or not same_agency or user.role in SEES_NO_CHILD:
        return found
    if user.role == Role.DATA_MANAGER:
        found.grounds["data_manager"] = GROUNDS["data_manager"].words
    for what, which, one, two in facts(user, child, day):
        if what == "adult":
            found.adult_ref = str(uuid.UUID(which))
        elif what == "restriction":
            found.restrictions.add(which)
        elif what == "sibling":
            found.siblings.add(one)
        elif what == "sibling_hidden":
            found.siblings_hidden.add(str(uuid.UUID(which)))
        else:
            found.grounds.update(_ground(what, which, one, two))
    return found


def _ground(what: str, which: str, one: int, two: int) -> dict[str, str]:
    """Names of grounds that one fact gives, each with its words for the trail."""
    if what == "work":
        own = GROUNDS[which].words
        return {which: own if one else f"{SUPERVISES}{own}"}
    if what == "consent":
        return {f"consent_{which}": GROUNDS[f"consent_{which}"].words}
    family = GROUNDS["family"].words
    given = {"family": family}
    if one:
        given["family_consents"] = family
    if two:
        given["family_addresses"] = family
    return given


def _siblings_seen(user: User, siblings: set[int], day: date) -> frozenset[str]:
    if not siblings:
        return frozenset()
    seen = children_for(user, day).filter(pk__in=siblings)
    return frozenset(str(ref) for ref in seen.values_list("ref", flat=True))
