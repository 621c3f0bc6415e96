"""Whom a child turns to, for one reader: worked out when somebody looks, and kept nowhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from basehaven.apps.record.access import GROUNDS, Sight, project
from basehaven.apps.record.models import AdultRole, Child, Restriction, today
from basehaven.apps.record.queries import load_child_people
from basehaven.apps.room.access import is_family_only, stands_on
from basehaven.apps.room.note import is_about_harm
from basehaven.apps.room.queries import moments_of
from basehaven.core.periods import covers
from basehaven.core.relationships.comfort.findings import Finding
from basehaven.core.relationships.comfort.helped import did_it_help
from basehaven.core.relationships.comfort.lanes import Lane
from basehaven.core.relationships.comfort.order import Lanes, whom_the_child_turns_to
from basehaven.core.relationships.comfort.phrases import Phrases
from basehaven.core.relationships.comfort.telling import Told, tell_lanes, tell_person
from basehaven.core.relationships.comfort.telling_more import tell_helped
from basehaven.core.relationships.types import CareEvent
from basehaven.knowledge.comfort import comfort_phrases, comfort_settings


def day_words(day: date) -> str:
    return date_format(day, _("j M Y"))


@dataclass(frozen=True)
class PeopleHere:
    """A child's people as one reader may see them: names, and orders in words."""

    child: Child
    sight: Sight
    today: date = field(default_factory=today)

    @cached_property
    def record(self) -> Any:
        """Projected: nobody is in it whom the reader may not see."""
        return project(load_child_people(self.child), self.sight)

    @cached_property
    def name(self) -> str:
        words = self.record.child.name.split()
        return words[0] if words else _("this child")

    @cached_property
    def restricted(self) -> dict[str, list[tuple[str, str]]]:
        """Everybody under an order today: its kinds in words, gravest first, and its source."""
        found: dict[str, list[tuple[str, str]]] = {}
        live = [row for row in self.record.restrictions if covers(row, self.today)]
        for row in sorted(live, key=lambda row: Restriction.Kind.values.index(row.kind)):
            kind = str(Restriction.Kind(row.kind).label)
            found.setdefault(row.adult_id, []).append((kind, row.source))
        return found

    @cached_property
    def plain_names(self) -> dict[str, str]:
        return {ref: person.name or _kind(person.roles) for ref, person in self.people.items()}

    @property
    def people(self) -> Mapping[str, Any]:
        """Ref -> name and roles."""
        people: Mapping[str, Any] = self.record.people
        return people

    @cached_property
    def names(self) -> dict[str, str]:
        """Each name with its order in words, so that it is said wherever the name is."""
        names = dict(self.plain_names)
        for ref, orders in self.restricted.items():
            kinds = ", ".join(dict.fromkeys(kind for kind, _source in orders))
            names[ref] = f"{names.get(ref, '')} ({kinds})"
        return names

    @cached_property
    def orders(self) -> list[tuple[str, tuple[str, ...]]]:
        """Who is restricted, in full words: for the top of a page."""
        return [
            (self.plain_names.get(ref, ""), _by_source(said))
            for ref, said in self.restricted.items()
        ]

    @property
    def language(self) -> str:
        return "es" if (get_language() or "").startswith("es") else "en"

    @cached_property
    def phrases(self) -> Phrases:
        return comfort_phrases(self.language, self.names, day_words)


def _by_source(orders: list[tuple[str, str]]) -> tuple[str, ...]:
    """Each order with its kinds before it."""
    kinds: dict[str, list[str]] = {}
    for kind, source in orders:
        kinds.setdefault(source, []).append(kind)
    return tuple(
        ", ".join(dict.fromkeys(said)) + (f" ({source})" if source else "")
        for source, said in kinds.items()
    )


def _kind(roles: Collection[str]) -> str:
    """Of somebody without a name: a teacher, a foster carer."""
    labels = dict(AdultRole.choices)
    return str(labels.get(next(iter(roles), ""), _("somebody without a name here")))


@dataclass(frozen=True)
class TurnsTo(PeopleHere):
    """The lanes of one child for one reader; each part is made when it is asked for."""

    @cached_property
    def events(self) -> list[CareEvent]:
        found = moments_of(self.child)
        if not is_family_only(self.sight):
            return found
        return [event for event in found if not is_about_harm(event.seen)]

    @cached_property
    def lanes(self) -> Lanes:
        child = self.record.child
        born = child.born_on if child.born_precision != "unborn" else None
        lanes = whom_the_child_turns_to(self.events, self.today, born, comfort_settings())
        return only(lanes, self.people)

    @cached_property
    def told(self) -> tuple[Told, ...]:
        return tell_lanes(self.lanes, self.phrases)

    @cached_property
    def helped(self) -> Told:
        """Apart from the lanes, people in alphabetical order."""
        found = did_it_help(self.events, self.today)
        return tell_helped((one for one in found if one.adult_id in self.people), self.phrases)

    @property
    def limits(self) -> str:
        return self.phrases.say("foot.limits")

    @property
    def not_enough(self) -> bool:
        return self.lanes.said.finding is Finding.NOT_ENOUGH_SEEN

    @cached_property
    def not_shown(self) -> str:
        """How many moments name somebody who is not among the people on this page."""
        n = sum(
            not self.people.keys() >= {*event.available, *event.approached, *event.missed}
            for event in self.events
        )
        if not n:
            return ""
        return ngettext(
            "%(n)s moment names somebody who has no tie, stay or room with this child in the "
            "record. They are not shown here.",
            "%(n)s moments name somebody who has no tie, stay or room with this child in the "
            "record. They are not shown here.",
            n,
        ) % {"n": n}

    @cached_property
    def log_address(self) -> str:
        """Where the reader logs a moment; empty for those who work elsewhere."""
        if GROUNDS["teacher"].words not in stands_on(self.sight):
            return ""
        rooms = [room.room_ref for room in self.record.rooms if covers(room, self.today)]
        if len(rooms) != 1:
            return reverse("board_list")
        return f"{reverse('moment_log', args=rooms)}?child={self.child.ref}"

    @cached_property
    def beside(self) -> list[tuple[str, tuple[str, ...]]]:
        """The words beside each person whom the child's page lists today."""
        listed = {tie.adult_id for tie in self.record.ties if tie.started_on <= self.today}
        told = ((ref, tell_person(self.lanes, ref, self.phrases)) for ref in sorted(listed))
        return [(ref, lines) for ref, lines in told if lines]


def only(lanes: Lanes, people: Collection[str]) -> Lanes:
    """The lanes without anybody else. Counts of those who stay are what they were."""
    misses = tuple(one for one in lanes.misses.people if one.adult_id in people)
    return replace(
        lanes,
        comfort=_only_in(lanes.comfort, people),
        plays_from=_only_in(lanes.plays_from, people),
        misses=replace(lanes.misses, people=misses),
    )


def _only_in(lane: Lane, people: Collection[str]) -> Lane:
    return replace(
        lane,
        people=tuple(one for one in lane.people if one.adult_id in people),
        pairs=tuple(pair for pair in lane.pairs if pair.one in people and pair.other in people),
        circles=tuple(c for c in lane.circles if all(adult in people for adult in c)),
    )
