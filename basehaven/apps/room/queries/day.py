"""One room's day in a fixed number of queries, whatever the number of children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from basehaven.apps.record.models import (
    CareEvent,
    Child,
    PrimarySpell,
    Room,
    Tie,
)
from basehaven.apps.room.models import Beside, CardLine, DayLine, Routine, SettlingPlan
from basehaven.apps.room.queries.here import (
    RoomHere,
    attendance_since,
    load_room_here,
    midnight_of,
    shifts_of,
)
from basehaven.core.cues.types import Observation

A_CLOCK_AHEAD = timedelta(minutes=5)
HISTORY_DAYS = 28  # what "helped before" and "quiet" look back over; the setting cues/settings
OF_A_MOMENT = (  # what a board, a reading and the log ask; hundreds of rows are read for it
    *("at", "context", "seen", "distress", "arousal"),
    *("sought", "response", "soothed"),
)


@dataclass(frozen=True)
class RoomPeople(RoomHere):
    """Who may be named in a moment: the room's adults, and the children's own."""

    primaries: Mapping[int, Sequence[PrimarySpell]]
    ties: Mapping[int, Sequence[Tie]]


@dataclass(frozen=True)
class RoomDay(RoomPeople):
    """What an opened board is made of. Everything by the child's or the adult's id."""

    beside: Mapping[int, Beside]
    events: Mapping[int, Sequence[CareEvent]]  # of the last weeks, oldest first
    days_here: Mapping[int, Collection[date]]  # of the last weeks, in their order
    routines: Mapping[int, Sequence[Routine]]
    safety: Mapping[int, Sequence[CardLine]]  # allergies and medicine, off the care cards
    plans: Mapping[int, SettlingPlan]

    def events_today(self, child: Child) -> list[CareEvent]:
        return [event for event in self.events.get(child.pk, ()) if event.at >= self.midnight]


def load_room_people(room: Room, children: QuerySet[Child], now: datetime) -> RoomPeople:
    """Five queries: enough to check and write what was logged."""
    here = load_room_here(room, children, now)
    ids = [child.pk for child in here.children]
    return RoomPeople(
        room=room,
        now=now,
        children=here.children,
        attendance=here.attendance,
        shifts=here.shifts,
        primaries=_grouped(_primaries(room, ids, now)),
        ties=_grouped(_ties(ids, now)),
    )


def load_room_day(room: Room, children: QuerySet[Child], now: datetime) -> RoomDay:
    """Eight queries. ``children`` are those whom the viewer sees on this board."""
    found = _with_their_day(children, room, now)
    ids = [child.pk for child in found]
    midnight = midnight_of(now)
    since = midnight - timedelta(days=HISTORY_DAYS)
    came = attendance_since(room, ids, since, now)
    days_here: dict[int, dict[date, None]] = defaultdict(dict)
    zone = timezone.get_current_timezone()
    for row in came:
        days_here[row.child_id][row.arrived_at.astimezone(zone).date()] = None
    return RoomDay(
        room=room,
        now=now,
        children=found,
        attendance={row.child_id: row for row in came if row.arrived_at >= midnight},
        primaries=_grouped(_primaries(room, ids, now)),
        shifts=shifts_of(room, now),
        beside=_joined(found, "beside_now"),
        events=_grouped(_events(ids, since, now)),
        days_here=days_here,
        routines=_grouped(
            Routine.objects.filter(child__in=ids, undone=False, at__gte=midnight).order_by("at")
        ),
        ties=_grouped(_ties(ids, now)),
        safety=_grouped(_safety(ids)),
        plans=_joined(found, "plan_now"),
    )


def _with_their_day(children: QuerySet[Child], room: Room, now: datetime) -> list[Any]:
    """The children by name, each with today's one line, who is beside them, and their plan here.

    Of the last two there is one at most: a constraint of the table says so.
    """
    line = DayLine.objects.filter(
        child=OuterRef("pk"), undone=False, on=timezone.localdate(now)
    ).order_by("-pk")
    beside = Q(beside__undone=False, beside__until_at=None, beside__from_at__gte=midnight_of(now))
    plan = Q(settling_plans__room=room, settling_plans__ended_on=None, settling_plans__undone=False)
    with_both = children.annotate(
        line_kind=Subquery(line.values("kind")[:1]),
        line_words=Subquery(line.values("words")[:1]),
        beside_now=FilteredRelation("beside", condition=beside),
        plan_now=FilteredRelation("settling_plans", condition=plan),
    )
    found: QuerySet[Any] = with_both.order_by("name", "pk")
    return list(found.select_related("beside_now__adult", "plan_now__first_adult"))


def _joined(children: Iterable[Child], name: str) -> dict[int, Any]:
    rows = ((child.pk, getattr(child, name, None)) for child in children)
    return {pk: row for pk, row in rows if row is not None}


def _primaries(room: Room, ids: list[int], now: datetime) -> QuerySet[PrimarySpell]:
    live = PrimarySpell.objects.standing().live_on(timezone.localdate(now))
    main_first = live.filter(child__in=ids, room=room).order_by("-rank", "started_on")
    return main_first.select_related("adult")


def _events(ids: list[int], since: datetime, now: datetime) -> QuerySet[CareEvent]:
    return (
        CareEvent.objects.standing()
        .filter(child__in=ids, at__gte=since, at__lte=now + A_CLOCK_AHEAD)
        .only("ref", "child", *OF_A_MOMENT)
        .order_by("at", "pk")
    )


def _ties(ids: list[int], now: datetime) -> QuerySet[Tie]:
    live = Tie.objects.standing().live_on(timezone.localdate(now)).filter(child__in=ids)
    return live.select_related("adult").order_by("started_on", "pk")


def _safety(ids: list[int]) -> QuerySet[CardLine]:
    about = CardLine.objects.standing().filter(child__in=ids, kind__in=CardLine.SAFETY)
    return about.select_related("word_of").order_by("kind", "written_at", "pk")


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.child_id].append(row)
    return found


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
