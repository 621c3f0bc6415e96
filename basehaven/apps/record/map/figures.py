"""Who is on the map on a day, each person once, with what is said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from basehaven.apps.record.child_record import ChildRecord
from basehaven.apps.record.map import words
from basehaven.apps.record.map.figure import Figure, shape_of
from basehaven.apps.record.map.siblings import sibling_figures
from basehaven.apps.record.map.told import fact_of, sentences_on
from basehaven.core.periods import covers
from basehaven.core.relationships.network import PersonOnDay, TieStatus, network_on
from basehaven.core.relationships.share import Ring, ring_of_person
from basehaven.core.relationships.types import Restriction, Stay


@dataclass(frozen=True)
class OnDay:
    """A projected record, looked at on one day.

    Attributes:
        today: contacts are counted back from here, so they are said only then.
    """

    record: ChildRecord
    day: date
    today: date
    restrictions: Mapping[str, list[Restriction]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Restriction]] = defaultdict(list)
        for restriction in self.record.restrictions:
            if covers(restriction, self.day):
                found[restriction.adult_id].append(restriction)
        object.__setattr__(self, "restrictions", found)

    @cached_property
    def people(self) -> tuple[PersonOnDay, ...]:
        return network_on(self.record.ties, self.day)

    @cached_property
    def stays(self) -> list[Stay]:
        return [stay for stay in self.record.stays if covers(stay, self.day)]

    @cached_property
    def ranks(self) -> dict[str, str]:
        """Main or backup adult of the room that day."""
        ranks: dict[str, str] = {}
        for spell in self.record.primaries:
            if covers(spell, self.day) and ranks.get(spell.adult_id) != "main":
                ranks[spell.adult_id] = spell.rank
        return ranks

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        tied = [_of_person(self, person) for person in self.people]
        met = {figure.key for figure in tied}
        return (*tied, *_without_tie(self, met), *sibling_figures(self))

    def name(self, adult_id: str, kinds: tuple[str, ...] = ()) -> str:
        person = self.record.people.get(adult_id)
        return words.name_or_kind(person.name if person else "", kinds)

    def warnings(self, adult_id: str, *, short: bool) -> tuple[str, ...]:
        return words.restrictions_words(self.restrictions.get(adult_id, []), short=short)


def _of_person(on: OnDay, person: PersonOnDay) -> Figure:
    place = "ended" if person.status is TieStatus.ENDED else ring_of_person(person).value
    rank = on.ranks.get(person.adult_id, "") if person.status is not TieStatus.ENDED else ""
    latest = max(person.ties, key=lambda tie: (tie.kind in person.kinds, tie.started_on))
    kind = words.kinds_words(person.kinds, rank)
    known = on.record.people.get(person.adult_id)
    if not (known and known.name):  # the kind already stands for the name
        kind = _("no name here")
    return Figure(
        key=person.adult_id,
        name=on.name(person.adult_id, person.kinds),
        shape=shape_of(person.kinds),
        place=place,
        status=person.status.value,
        kind=kind,
        line=", ".join(filter(None, (kind, fact_of(on, person)))),
        says=tuple(sentences_on(on, person)),
        warnings=on.warnings(person.adult_id, short=True),
        warnings_long=on.warnings(person.adult_id, short=False),
        opens=("tie", latest.tie_id),
        since=person.since,
        until=person.until,
    )


def _without_tie(on: OnDay, met: set[str]) -> list[Figure]:
    """People whom a stay, a room or a restriction names, and no tie does."""
    found: dict[str, list[str]] = defaultdict(list)
    opens: dict[str, tuple[str, str]] = {}
    for stay in on.stays:
        for adult in stay.carer_ids:
            found[adult].append(_("carer of the present home"))
            opens.setdefault(adult, ("stay", stay.stay_id))
    for adult, rank in on.ranks.items():
        found[adult].append(_("main adult") if rank == "main" else _("backup adult"))
    for adult, rows in on.restrictions.items():
        found.setdefault(adult, [])
        ref = getattr(rows[0], "ref", "")
        if ref:
            opens.setdefault(adult, ("restriction", ref))
    figures = []
    for adult, kinds in found.items():
        if adult in met:
            continue
        roles = on.record.people[adult].roles if adult in on.record.people else ()
        kind = ", ".join(dict.fromkeys(kinds)) or words.kinds_words(roles)
        figures.append(
            Figure(
                key=adult,
                name=on.name(adult, roles),
                shape="home" if any(adult in s.carer_ids for s in on.stays) else shape_of(roles),
                place=Ring.UNKNOWN.value,
                status=TieStatus.NOT_RECORDED.value,
                kind=kind,
                line=", ".join(filter(None, (kind, _("no tie recorded")))),
                says=(_("no tie recorded"),),
                warnings=on.warnings(adult, short=True),
                warnings_long=on.warnings(adult, short=False),
                opens=opens.get(adult),
            )
        )
    return figures
