"""Whom a child turns to, for one reader: worked out when somebody looks, and kept nowhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext

from basehaven.apps.record.access import GROUNDS
from basehaven.apps.room.access import is_family_only, stands_on
from basehaven.apps.room.answers import Answers
from basehaven.apps.room.beside_words import beside_words
from basehaven.apps.room.models import ComfortDispute
from basehaven.apps.room.people_here import PeopleHere, kind_words
from basehaven.apps.room.queries import disputes_of, is_about_harm, moments_of
from basehaven.core.periods import covers
from basehaven.core.relationships.comfort.findings import Finding
from basehaven.core.relationships.comfort.helped import did_it_help
from basehaven.core.relationships.comfort.lanes import Lane
from basehaven.core.relationships.comfort.order import Lanes, whom_the_child_turns_to
from basehaven.core.relationships.comfort.telling import Told, tell_lanes
from basehaven.core.relationships.comfort.telling_more import tell_helped
from basehaven.core.relationships.types import CareEvent
from basehaven.knowledge.comfort import comfort_settings


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dispute in words."""

    ref: UUID
    people: str
    since: str
    by: str
    until: str


@dataclass(frozen=True)
class TurnsTo(PeopleHere):
    """The lanes of one child for one reader; each part is made when it is asked for."""

    @cached_property
    def _disputes(self) -> list[ComfortDispute]:
        return disputes_of(self.child, self.today)

    @property
    def disputes(self) -> list[Disputed]:
        """For those who decide about them."""
        return [self._said_of(row) for row in self._disputes]

    def _said_of(self, row: ComfortDispute) -> Disputed:
        names = [
            self.names.get(str(one.ref), kind_words(one.roles)) for one in (row.one, row.other)
        ]
        until = self.phrases.day(row.ended_on) if row.ended_on else ""
        since = self.phrases.day(row.started_on)
        return Disputed(row.ref, self.phrases.listed(names), since, str(row.decided_by), until)

    @property
    def decides(self) -> bool:
        return "decide_turns" in self.sight.may

    @property
    def is_withheld(self) -> bool:
        """Whether the reader is in dispute over this child, and the team has not decided."""
        named = {str(adult.ref) for row in self._disputes for adult in (row.one, row.other)}
        return self.sight.adult_ref in named

    @cached_property
    def answers(self) -> Answers:
        return Answers(self)

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
        """The words beside each person whom the child's page lists today.

        Of that person alone: no adult stands there as the one turned to less than another.
        """
        listed = {tie.adult_id for tie in self.record.ties if tie.started_on <= self.today}
        told = ((ref, tuple(beside_words(self.lanes, ref))) for ref in sorted(listed))
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
