"""The board in words: a tile for each child, whoever needs an adult first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.record.models import CareEvent, Child, PrimarySpell
from basehaven.apps.room.history import history_of
from basehaven.apps.room.models import CardLine, DayLine, Routine
from basehaven.apps.room.names import clock, first_name, first_names, language_now
from basehaven.apps.room.plan_line import plan_line
from basehaven.apps.room.queries import Came, RoomDay, observation_of
from basehaven.apps.room.ratio import RatioShown, gaps_said, outlook_of, ratio_shown
from basehaven.apps.room.reading import look_at, moment_of
from basehaven.core.cues.types import History
from basehaven.core.room import tile as core
from basehaven.core.room.outlook import Outlook
from basehaven.core.room.tile import Shown, State, tile_state
from basehaven.knowledge.board import board_settings
from basehaven.knowledge.cues.library import library
from basehaven.knowledge.cues.say import Speaker

LOOKS = {  # how a state is painted: the words carry the meaning
    core.NEEDS_SOMEONE: "act",
    core.QUIET: "act",
    core.CLOSE: "soon",
    core.SILENT: "soon",
    core.WITH_ADULT: "good",
    core.EXPLORING: "good",
}
ARRIVING = timedelta(minutes=30)
LINES = 2  # of what was seen, on a tile


@dataclass(frozen=True, slots=True)
class Known:
    """A child's main or backup adult, and whether they are in the room."""

    name: str
    main: bool
    here: bool
    due_at: datetime | None


@dataclass(frozen=True)
class Tile:
    """One child as the board shows them."""

    child: Child
    name: str  # first name, with an initial where two share it
    state: State
    chip: str
    arrived_at: datetime | None
    line: str  # today's one line
    seen: list[str]
    try_: str  # one thing to try, from the child's own card first
    try_is_guess: bool
    adults: list[Known]
    routines: list[str]
    safety: Sequence[CardLine] = ()  # allergies and medicine
    open_event: CareEvent | None = None  # of which nobody has noted whether it helped
    beside_ref: object = None
    attendance_ref: object = None
    plan: str = ""  # how the child arrives, while they do

    @property
    def look(self) -> str:
        return LOOKS.get(self.state.kind, "plain")

    @property
    def safety_marker(self) -> str:
        """The word on the tile: allergy, medicine, or both."""
        kinds = dict.fromkeys(str(line.get_kind_display()) for line in self.safety)
        return ", ".join(kinds).capitalize()

    @property
    def leave_address(self) -> str:
        """Where the child is checked out: the record's own page, with who may pick up."""
        return reverse("attendance_leave", args=[self.child.ref, self.attendance_ref])

    @property
    def is_here(self) -> bool:
        return self.state.kind not in (core.EXPECTED, core.LEFT)

    @property
    def is_expected(self) -> bool:
        return self.state.kind == core.EXPECTED


@dataclass(frozen=True, slots=True)
class AdultShown:
    """An adult in the board's head: in the room, away, or due."""

    ref: str
    name: str
    away: str
    due: str


@dataclass(frozen=True)
class Board:
    """One room's board at one moment."""

    day: RoomDay
    on: frozenset[str] = field(default_factory=frozenset)  # rows on cues that may speak

    @cached_property
    def speaker(self) -> Speaker:
        return Speaker(library(), language_now())

    @cached_property
    def names(self) -> dict[int, str]:
        return first_names(self.day.children)

    @cached_property
    def tiles(self) -> list[Tile]:
        tiles = [self._tile(child) for child in self.day.children]
        return sorted(tiles, key=lambda tile: (*tile.state.place, tile.name))

    @cached_property
    def _outlook(self) -> Outlook:
        return outlook_of(self.day, self.day.primaries)

    @property
    def ratio(self) -> RatioShown:
        return ratio_shown(self._outlook)

    @property
    def gaps(self) -> list[str]:
        return gaps_said(self._outlook, self.names)

    @property
    def adults(self) -> list[AdultShown]:
        """Adults of the room now, then those who are due, each once."""
        shown: dict[int, AdultShown] = {}
        for shift in self.day.shifts:
            adult, now = shift.adult, shift.from_at <= self.day.now
            shown.setdefault(
                adult.pk,
                AdultShown(
                    ref=str(adult.ref),
                    name=first_name(adult.name),
                    away=self.day.away.get(adult.pk, "") if now else "",
                    due="" if now else clock(shift.from_at),
                ),
            )
        return sorted(shown.values(), key=lambda adult: (bool(adult.due), adult.name))

    @property
    def routine_kinds(self) -> list[tuple[str, str]]:
        return [(value, str(words)) for value, words in Routine.Kind.choices]

    @property
    def here(self) -> list[Tile]:
        return [tile for tile in self.tiles if tile.is_here]

    @property
    def coming(self) -> list[Tile]:
        return [tile for tile in self.tiles if tile.is_expected]

    def _tile(self, child: Child) -> Tile:
        day, history = self.day, history_of(self.day, child)
        came = day.attendance.get(child.pk)
        beside = day.beside.get(child.pk)
        today = day.events_today(child)
        state = tile_state(
            [self._shown(event) for event in today],
            now=day.now,
            arrived_at=came.arrived_at if came else None,
            left_at=came.left_at if came else None,
            beside_since=beside.from_at if beside else None,
            quiet_before=bool(library().quiet(history, timezone.localdate(day.now))),
            settings=board_settings(),
        )
        try_, guess = self._one_thing(child, today, history, state)
        return Tile(
            child=child,
            name=self.names[child.pk],
            state=state,
            chip=self._chip(child, state),
            arrived_at=came.arrived_at if came else None,
            line=_line(child),
            seen=[self._seen(event) for event in today[-LINES:]],
            try_=try_,
            try_is_guess=guess,
            adults=[self._known(spell) for spell in day.primaries.get(child.pk, ())],
            routines=[
                f"{row.get_kind_display()} {clock(row.at)}"
                for row in day.routines.get(child.pk, ())
            ][-LINES:],
            safety=day.safety.get(child.pk, ()),
            open_event=_not_finished(today),
            beside_ref=beside.ref if beside else None,
            attendance_ref=came.ref if came else None,
            plan=self._plan(child, came),
        )

    def _plan(self, child: Child, came: Came | None) -> str:
        """How the child arrives, in a line, from before they do until shortly after."""
        if came is None or self.day.now - came.arrived_at <= ARRIVING:
            return plan_line(self.day.plans.get(child.pk))
        return ""

    def _shown(self, event: CareEvent) -> Shown:
        numbers, seen = library().quiet_settings, frozenset(event.seen)
        sought = event.sought == "someone" or bool(seen & numbers.someone_cues)
        return Shown(
            at=event.at,
            hard=observation_of(event).hard,
            quiet=bool(seen & (numbers.shut_down_cues | numbers.easy_cues))
            or event.sought == "nobody",
            sought=sought,
            glad=bool(seen) and seen <= library().glad,
            helped=event.soothed,
        )

    def _seen(self, event: CareEvent) -> str:
        said = ", ".join(self.speaker.cue(cue) for cue in event.seen)
        return f"{clock(event.at)} {said or self.speaker.context(event.context)}"

    def _chip(self, child: Child, state: State) -> str:
        since = clock(state.since) if state.since else ""
        beside = self.day.beside.get(child.pk)
        words = {
            core.NEEDS_SOMEONE: _("Needs someone now"),
            core.QUIET: _("Quiet: do not miss"),
            core.CLOSE: _("Wants close"),
            core.SILENT: _("Nothing logged since %(time)s") % {"time": since},
            core.HERE: _("Here since %(time)s") % {"time": since},
            core.EXPLORING: _("Exploring"),
            core.EXPECTED: _("Not here yet"),
            core.LEFT: _("Went home %(time)s") % {"time": since},
        }
        if state.kind == core.WITH_ADULT and beside is not None:
            return _("With %(name)s") % {"name": first_name(beside.adult.name)}
        return words.get(state.kind, "")

    def _known(self, spell: PrimarySpell) -> Known:
        here = {adult.pk for adult in self.day.free_adults()}
        due = [
            shift.from_at
            for shift in self.day.shifts
            if shift.adult.pk == spell.adult_id and shift.from_at > self.day.now
        ]
        return Known(
            name=first_name(spell.adult.name),
            main=spell.rank == PrimarySpell.Rank.MAIN,
            here=spell.adult_id in here,
            due_at=min(due, default=None),
        )

    def _one_thing(
        self, child: Child, today: list[CareEvent], history: History, state: State
    ) -> tuple[str, bool]:
        """What helped this child before; if nothing is known, one guess that says so."""
        if state.kind not in (core.NEEDS_SOMEONE, core.QUIET, core.CLOSE):
            return "", False
        event = today[-1] if today else None
        moment = moment_of(child, event, self.day.now)
        looked = look_at(moment, history, on=self.on, language=self.speaker.language)
        if looked.readings.card.helped:
            return self.speaker.helped(looked.readings.card.helped[0]), False
        if looked.readings.readings:
            return self.speaker.reading(looked.readings.readings[0]).try_, True
        return "", False


def _not_finished(today: Iterable[CareEvent]) -> CareEvent | None:
    """The last hard moment of which nobody noted whether something helped."""
    waiting = [event for event in today if event.soothed == "" and event.response]
    return waiting[-1] if waiting else None


def _line(child: Child) -> str:
    """Today's one line: its words, or what it is about."""
    kind, words = getattr(child, "line_kind", None), getattr(child, "line_words", None)
    return words or (str(DayLine.Kind(kind).label).capitalize() if kind else "")
