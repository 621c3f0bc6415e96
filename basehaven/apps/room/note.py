"""The day's note for the family: made from what was logged, with nobody else's name in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from basehaven.apps.record.models import Attendance, CareEvent, Child, today
from basehaven.apps.room.models import Routine
from basehaven.apps.room.names import clock, language_now
from basehaven.apps.room.queries import is_about_harm, observation_of
from basehaven.knowledge.board import response_words, responses_of
from basehaven.knowledge.cues.library import library
from basehaven.knowledge.cues.say import Speaker


@dataclass(frozen=True, slots=True)
class HardMoment:
    """When, what was seen, what an adult did, and whether it helped."""

    at: str
    seen: str
    did: str
    helped: str  # yes partly no, or empty


@dataclass(frozen=True)
class Note:
    """One day in words."""

    day: date
    here: list[tuple[str, str, str]]  # room, from, until
    good: list[str] = field(default_factory=list)
    hard: list[HardMoment] = field(default_factory=list)
    routines: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.here or self.good or self.hard or self.routines)

    @property
    def before(self) -> date:
        return self.day - timedelta(days=1)

    @property
    def after(self) -> date | None:
        return self.day + timedelta(days=1) if self.day < today() else None


def note_of(child: Child, day: date) -> Note:
    """Three queries. Signs of harm are never in it: they go another way."""
    begins = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    within = (begins, begins + timedelta(days=1))
    speaker = Speaker(library(), language_now())
    came = Attendance.objects.standing().filter(
        child=child, arrived_at__gte=within[0], arrived_at__lt=within[1]
    )
    events = CareEvent.objects.standing().filter(child=child, at__gte=within[0], at__lt=within[1])
    safe = [event for event in events.order_by("at", "pk") if not is_about_harm(event.seen)]
    return Note(
        day=day,
        here=[
            (row.room.name, clock(row.arrived_at), clock(row.left_at) if row.left_at else "")
            for row in came.select_related("room").order_by("arrived_at")
        ],
        good=_good(speaker, safe),
        hard=[_hard(speaker, event) for event in safe if observation_of(event).hard],
        routines=_routines(
            Routine.objects.filter(child=child, undone=False, at__gte=within[0], at__lt=within[1])
        ),
    )


def _good(speaker: Speaker, events: Iterable[CareEvent]) -> list[str]:
    glad = library().glad
    return [
        f"{clock(event.at)} {', '.join(speaker.cue(cue) for cue in event.seen if cue in glad)}"
        for event in events
        if glad & set(event.seen) and not observation_of(event).hard
    ]


def _hard(speaker: Speaker, event: CareEvent) -> HardMoment:
    did = [response_words(each, speaker.language) for each in responses_of(event.response)]
    seen = ", ".join(speaker.cue(cue) for cue in event.seen)
    return HardMoment(
        clock(event.at), seen or speaker.context(event.context), ", ".join(did), event.soothed
    )


def _routines(rows: Iterable[Routine]) -> list[tuple[str, list[str]]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.at):
        found[str(row.get_kind_display())].append(clock(row.at))
    return list(found.items())
