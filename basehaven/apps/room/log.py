"""What the log offers: cues by context, adults to turn to, what one can do."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from basehaven.apps.record.models import Adult, Child
from basehaven.apps.room.names import first_name
from basehaven.apps.room.tiles import Board
from basehaven.core.cues.types import CONTEXTS
from basehaven.knowledge.board import first_cues, responses
from basehaven.knowledge.cues.library import library

JUST_ARRIVED = timedelta(minutes=30)
FAMILY = ("parent", "kin", "foster_carer", "adoptive_parent")
OWN_FIRST = 3  # this child's own frequent cues, before the common ones
SHOWN_FIRST = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it sends, and its words."""

    value: str
    words: str
    hint: str = ""


@dataclass(frozen=True)
class LogPage:
    """The log of one room, for any child of its board."""

    board: Board

    @property
    def children(self) -> list[Choice]:
        return [Choice(str(tile.child.ref), tile.name) for tile in self.board.here]

    @cached_property
    def contexts(self) -> list[Choice]:
        return [Choice(context, self.board.speaker.context(context)) for context in CONTEXTS]

    @cached_property
    def groups(self) -> list[tuple[str, list[Choice]]]:
        """Every cue under its heading."""
        language = self.board.speaker.language
        return [
            (
                group.words.of(language),
                [Choice(cue.id, cue.words.of(language)) for cue in group.cues],
            )
            for group in library().files.vocabulary.groups
        ]

    def groups_without(self, first: list[Choice]) -> list[tuple[str, list[Choice]]]:
        """The rest under "something else", so that no button stands twice."""
        shown = {choice.value for choice in first}
        return [
            (heading, [choice for choice in choices if choice.value not in shown])
            for heading, choices in self.groups
        ]

    @cached_property
    def responses(self) -> list[Choice]:
        language = self.board.speaker.language
        return [Choice(each.id, each.of(language)) for each in responses().values()]

    @cached_property
    def adults(self) -> list[Choice]:
        """Adults of the room now, those on a break said to be."""
        day = self.board.day
        return [
            Choice(
                str(adult.ref),
                first_name(adult.name),
                day.away.get(adult.pk, ""),
            )
            for adult in day.adults_now()
        ]

    def missed(self, child: Child) -> list[Choice]:
        """Whom the child may look for who is not in the room."""
        here = {adult.pk for adult in self.board.day.adults_now()}
        found: dict[int, Choice] = {}
        for adult, called in self.people_of(child):
            if adult.pk not in here and adult.pk not in found:
                found[adult.pk] = Choice(str(adult.ref), called or first_name(adult.name))
        return list(found.values())

    def people_of(self, child: Child) -> list[tuple[Adult, str]]:
        """Family and the child's own adults of the room, with the child's word for them."""
        day = self.board.day
        mains = [(spell.adult, "") for spell in day.primaries.get(child.pk, ())]
        family = [
            (tie.adult, tie.called)
            for tie in day.ties.get(child.pk, ())
            if tie.kind in FAMILY and tie.adult.name
        ]
        return [*family, *mains]

    def context_now(self, child: Child) -> str:
        came = self.board.day.attendance.get(child.pk)
        arrived = came is not None and self.board.day.now - came.arrived_at <= JUST_ARRIVED
        return "arrival" if arrived else "play"

    def first(self, child: Child, context: str) -> list[Choice]:
        """The cues shown before "more": this child's own, then the common ones."""
        ids = dict.fromkeys([*self._own(child).get(context, ()), *first_cues(context)])
        return [Choice(cue, self.board.speaker.cue(cue)) for cue in list(ids)[:SHOWN_FIRST]]

    @cached_property
    def for_script(self) -> dict[str, Any]:
        """What the dialog needs to open for any child at once, also without a network."""
        here = [tile.child for tile in self.board.here]
        return {
            "names": {str(child.ref): self.board.names[child.pk] for child in here},
            "now": {str(child.ref): self.context_now(child) for child in here},
            "first": {context: list(first_cues(context)) for context in CONTEXTS},
            "own": {str(child.ref): self._own(child) for child in here},
            "missed": {
                str(child.ref): [(one.value, one.words) for one in self.missed(child)]
                for child in here
            },
            "shown": SHOWN_FIRST,
            "words": {
                "missed": _("Looked for, not here:"),
                "nothing": _("Tap at least one thing that you saw."),
            },
        }

    def _own(self, child: Child) -> dict[str, list[str]]:
        """Cues that this child shows often, by context."""
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for event in self.board.day.events.get(child.pk, ()):
            counted[event.context].update(cue for cue in event.seen if cue in library().cues)
        return {
            context: [cue for cue, _n in cues.most_common(OWN_FIRST)]
            for context, cues in counted.items()
        }
