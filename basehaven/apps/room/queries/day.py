"""One room's day in a fixed number of queries, whatever the number of children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from basehaven.apps.record.models import (
    Adult,
    Attendance,
    CareEvent,
    Child,
    PrimarySpell,
    Room,
    Shift,
    Tie,
)
from basehaven.apps.room.models import Away, Beside, CardLine, DayLine, Routine, SettlingPlan
from basehaven.core.cues.types import Observation

A_CLOCK_AHEAD = timedelta(minutes=5)
HISTORY_DAYS = 28  # what "helped before" and "quiet" look back over; the setting cues/settings
STAFF = ("teacher", "home_visitor", "doula", "caseworker", "consultant", "librarian")


@dataclass(frozen=True, slots=True)
class OnShift:
    """An adult of the room today; ``away`` says why nobody can turn to them now."""

    adult: Adult
    from_at: datetime
    to_at: datetime
    away: str = ""


@dataclass(frozen=True)
class RoomDay:
    """What a room's board is made of. Everything by the child's or the adult's id."""

    room: Room
    now: datetime
    children: Sequence[Child]
    attendance: Mapping[int, Attendance]  # the latest of today
    primaries: Mapping[int, Sequence[PrimarySpell]]
    shifts: Sequence[OnShift]
    beside: Mapping[int, Beside]
    events: Mapping[int, Sequence[CareEvent]]  # of the last weeks, oldest first
    days_here: Mapping[int, Sequence[datetime]]
    routines: Mapping[int, Sequence[Routine]]
    ties: Mapping[int, Sequence[Tie]]
    safety: Mapping[int, Sequence[CardLine]]  # allergies and medicine, off the care cards
    plans: Mapping[int, SettlingPlan]

    @property
    def midnight(self) -> datetime:
        return midnight_of(self.now)

    def here(self, child: Child) -> bool:
        came = self.attendance.get(child.pk)
        return came is not None and came.left_at is None

    def adults_now(self) -> list[Adult]:
        """On shift now, those on a break or busy among them."""
        return [s.adult for s in self.shifts if s.from_at <= self.now < s.to_at]

    def free_adults(self) -> list[Adult]:
        """On shift now, and not on a break or busy."""
        away = self.away
        return [adult for adult in self.adults_now() if adult.pk not in away]

    @property
    def away(self) -> dict[int, str]:
        """Why each of those on a break or busy is away, in words, by adult."""
        return {
            shift.adult.pk: str(Away.Reason(shift.away).label)
            for shift in self.shifts
            if shift.away and shift.from_at <= self.now
        }

    def events_today(self, child: Child) -> list[CareEvent]:
        return [event for event in self.events.get(child.pk, ()) if event.at >= self.midnight]


def midnight_of(now: datetime) -> datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def load_room_day(room: Room, children: QuerySet[Child], now: datetime) -> RoomDay:
    """Nine queries. ``children`` are those whom the viewer sees on this board."""
    found = _with_lines(children, now)
    ids = [child.pk for child in found]
    midnight = midnight_of(now)
    since = midnight - timedelta(days=HISTORY_DAYS)
    came = list(
        Attendance.objects.standing()
        .filter(child__in=ids, room=room, arrived_at__gte=since, arrived_at__lte=now)
        .order_by("arrived_at", "pk")
    )
    days_here: dict[int, list[datetime]] = defaultdict(list)
    for row in came:
        days_here[row.child_id].append(row.arrived_at)
    return RoomDay(
        room=room,
        now=now,
        children=found,
        attendance={row.child_id: row for row in came if row.arrived_at >= midnight},
        primaries=_grouped(_primaries(room, ids, now)),
        shifts=_shifts(room, now),
        beside={row.child_id: row for row in _beside(ids, midnight)},
        events=_grouped(_events(ids, since, now)),
        days_here=days_here,
        routines=_grouped(
            Routine.objects.filter(child__in=ids, undone=False, at__gte=midnight).order_by("at")
        ),
        ties=_grouped(_ties(ids, now)),
        safety=_grouped(_safety(ids)),
        plans={plan.child_id: plan for plan in _plans(room, ids)},
    )


def _with_lines(children: QuerySet[Child], now: datetime) -> list[Child]:
    """The children by name, each with today's one line."""
    line = DayLine.objects.filter(
        child=OuterRef("pk"), undone=False, on=timezone.localdate(now)
    ).order_by("-pk")
    lines = {
        "line_kind": Subquery(line.values("kind")[:1]),
        "line_words": Subquery(line.values("words")[:1]),
    }
    return list(children.annotate(**lines).order_by("name", "pk"))


def _primaries(room: Room, ids: list[int], now: datetime) -> QuerySet[PrimarySpell]:
    live = PrimarySpell.objects.standing().live_on(timezone.localdate(now))
    main_first = live.filter(child__in=ids, room=room).order_by("-rank", "started_on")
    return main_first.select_related("adult")


def _beside(ids: list[int], midnight: datetime) -> QuerySet[Beside]:
    return Beside.objects.filter(
        child__in=ids, undone=False, until_at=None, from_at__gte=midnight
    ).select_related("adult")


def _events(ids: list[int], since: datetime, now: datetime) -> QuerySet[CareEvent]:
    return (
        CareEvent.objects.standing()
        .filter(child__in=ids, at__gte=since, at__lte=now + A_CLOCK_AHEAD)
        .order_by("at", "pk")
    )


def _ties(ids: list[int], now: datetime) -> QuerySet[Tie]:
    live = Tie.objects.standing().live_on(timezone.localdate(now)).filter(child__in=ids)
    return live.select_related("adult").order_by("started_on", "pk")


def _safety(ids: list[int]) -> QuerySet[CardLine]:
    about = CardLine.objects.standing().filter(child__in=ids, kind__in=CardLine.SAFETY)
    return about.select_related("word_of").order_by("kind", "written_at", "pk")


def _plans(room: Room, ids: list[int]) -> QuerySet[SettlingPlan]:
    now = SettlingPlan.objects.filter(room=room, child__in=ids, ended_on=None, undone=False)
    return now.select_related("first_adult")


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.child_id].append(row)
    return found


def _shifts(room: Room, now: datetime) -> list[OnShift]:
    """Of today, those that are over left out; each adult's own account with them."""
    away = Away.objects.filter(
        adult=OuterRef("adult"), undone=False, until_at=None, from_at__gte=midnight_of(now)
    )
    rows = (
        Shift.objects.standing()
        .filter(room=room, to_at__gt=now, from_at__lt=midnight_of(now) + timedelta(days=1))
        .select_related("adult")
        .annotate(away=Subquery(away.values("reason")[:1]))
        .order_by("from_at", "adult__name")
    )
    return [OnShift(row.adult, row.from_at, row.to_at, row.away or "") for row in rows]


def observation_of(event: CareEvent) -> Observation:
    """A saved moment as core reads it."""
    return Observation(
        on=timezone.localdate(event.at),
        seen=frozenset(event.seen),
        context=event.context,
        distress=event.distress,
        arousal=event.arousal,
        sought=event.sought,
        response=event.response,
        soothed=event.soothed,
        event_id=str(event.ref),
    )
