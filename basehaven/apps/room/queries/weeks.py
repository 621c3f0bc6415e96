"""A child's and a room's last weeks, as core is handed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from basehaven.apps.record.models import (
    Adult,
    Attendance,
    CareEvent,
    Child,
    PrimarySpell,
    Room,
    Shift,
)
from basehaven.apps.room.models import Away, Call
from basehaven.apps.room.queries.day import observation_of
from basehaven.apps.room.queries.here import midnight_of
from basehaven.core.room.child_weeks import ChildMoment
from basehaven.core.room.patterns import RoomMoment, RoomSeen, There
from basehaven.knowledge.board import responses_of
from basehaven.knowledge.cues.library import library


@dataclass(frozen=True)
class ChildSeen:
    """What one child's weeks are told from."""

    moments: Sequence[ChildMoment]
    stays: Sequence[There]


def child_seen(child: Child, since: datetime, now: datetime) -> ChildSeen:
    """Three queries. Signs of harm are not in it: they go another way."""
    came = list(
        Attendance.objects.standing()
        .filter(child=child, arrived_at__gte=since, arrived_at__lte=now)
        .select_related("room")
    )
    events = _events(CareEvent.objects.standing().filter(child=child), since, now)
    spells = list(PrimarySpell.objects.standing().filter(child=child).select_related("adult"))
    moments = []
    for event in events:
        stay = _stay_at(came, event.at, now)
        moments.append(
            ChildMoment(
                timezone.localtime(event.at),
                hard=observation_of(event).hard,
                good=_is_good(event),
                context=event.context,
                place=stay.room.name if stay else "",
                sought=_sought(event),
                known=_known(event, child, spells),
                done=tuple(responses_of(event.response)),
                soothed=event.soothed,
            )
        )
    return ChildSeen(moments, [_there("", row.arrived_at, row.left_at, now) for row in came])


def room_seen(
    room: Room, children: QuerySet[Child], since: datetime, now: datetime
) -> tuple[RoomSeen, list[Child]]:
    """Five queries. Only ``children`` count, those whom the viewer sees; and who they were."""
    came = list(
        Attendance.objects.standing()
        .filter(room=room, child__in=children, arrived_at__gte=since, arrived_at__lte=now)
        .select_related("child")
    )
    there: dict[int, list[Attendance]] = defaultdict(list)
    for row in came:
        there[row.child_id].append(row)
    events = _events(CareEvent.objects.standing().filter(child__in=list(there)), since, now)
    shifts = Shift.objects.standing().filter(room=room, to_at__gte=since, from_at__lte=now)
    away = Away.objects.filter(room=room, undone=False, from_at__gte=since, from_at__lte=now)
    calls = Call.objects.filter(room=room, undone=False, written_at__gte=since, written_at__lte=now)
    seen = RoomSeen(
        children=[_there(str(r.child_id), r.arrived_at, r.left_at, now) for r in came],
        adults=[_there(str(row.adult_id), row.from_at, row.to_at, now) for row in shifts],
        away=[_there(str(row.adult_id), row.from_at, row.until_at, now) for row in away],
        moments=[
            RoomMoment(timezone.localtime(event.at), observation_of(event).hard, _is_good(event))
            for event in events
            if _stay_at(there[event.child_id], event.at, now) is not None
        ],
        calls=[timezone.localtime(call.written_at) for call in calls],
    )
    return seen, list({row.child_id: row.child for row in came}.values())


def _events(events: QuerySet[CareEvent], since: datetime, now: datetime) -> list[CareEvent]:
    rows = events.filter(at__gte=since, at__lte=now).order_by("at", "pk")
    return [event for event in rows if not is_about_harm(event.seen)]


def is_about_harm(seen: Iterable[str]) -> bool:
    """Who noted a sign of harm, and that they did, is not to be read on these pages."""
    cues = library().cues
    return any(cue in cues and cues[cue].sort == "safety" for cue in seen)


def _is_good(event: CareEvent) -> bool:
    return bool(library().glad & set(event.seen)) and not observation_of(event).hard


def _sought(event: CareEvent) -> str:
    return "someone" if event.approached else str(event.sought)


def _known(event: CareEvent, child: Child, spells: Iterable[PrimarySpell]) -> str:
    """Whether the child's own adults could be turned to; empty when nobody noted who was there."""
    if not event.available:
        return ""
    on, there = timezone.localdate(event.at), set(event.available)
    ranks = {
        spell.rank
        for spell in spells
        if spell.started_on <= on
        and (spell.ended_on is None or on < spell.ended_on)
        and _key(spell.adult, child) in there
    }
    return next((rank for rank in ("main", "backup") if rank in ranks), "neither")


def _key(adult: Adult, child: Child) -> str:
    """As a moment's row names an adult."""
    if adult.source_id == child.source_id:
        return str(adult.key)
    return f"{adult.source_id}::{adult.key}"


def _stay_at(came: Iterable[Attendance], at: datetime, now: datetime) -> Attendance | None:
    for row in came:
        if row.arrived_at <= at < _until(row.arrived_at, row.left_at, now):
            return row
    return None


def _until(start: datetime, end: datetime | None, now: datetime) -> datetime:
    """A stay nobody ended lasts no longer than its day, nor than now."""
    midnight = midnight_of(start) + timedelta(days=1)
    return min(end or midnight, midnight, now + timedelta(seconds=1))


def _there(who: str, start: datetime, end: datetime | None, now: datetime) -> There:
    until = max(_until(start, end, now), start)
    return There(who, timezone.localtime(start), timezone.localtime(until))


def since_weeks(weeks: int, now: datetime) -> datetime:
    """The first moment of so many weeks that end today."""
    return midnight_of(midnight_of(now) - timedelta(days=7 * weeks - 1, hours=-2))
