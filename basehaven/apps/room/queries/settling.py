"""How a child arrives and settles: the plans, who may be named in one, and each morning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from basehaven.apps.record.models import (
    Adult,
    Attendance,
    CareEvent,
    Child,
    Enrolment,
    PrimarySpell,
    Room,
    Shift,
    today,
)
from basehaven.apps.room.models import SettlingPlan
from basehaven.apps.room.queries.day import observation_of
from basehaven.apps.room.queries.weeks import is_about_harm
from basehaven.core.room.settling import ArrivalMoment, Morning, morning_of
from basehaven.knowledge.cues.library import library

NEAR = timedelta(days=14)  # who has a shift in the room around today can be the first adult
EARLY = timedelta(minutes=15)  # a moment at the door may be logged before the arrival is


@dataclass(frozen=True)
class MorningSeen:
    """One morning, and which adult was noted first with the child."""

    morning: Morning
    arrived_at: datetime
    first_adult: Adult | None


def room_of(child: Child) -> Room | None:
    """The room the child is enrolled in today; of two, the later."""
    live = Enrolment.objects.standing().live_on(today()).filter(child=child)
    row = live.select_related("room").order_by("-started_on", "-pk").first()
    return row.room if row else None


def plans_of(child: Child) -> list[SettlingPlan]:
    """Every plan, the present one first, then by when they began."""
    rows = SettlingPlan.objects.filter(child=child, undone=False)
    rows = rows.select_related("room", "brings", "first_adult")
    return sorted(
        rows, key=lambda plan: (plan.ended_on is None, plan.from_on, plan.pk), reverse=True
    )


def plan_now(child: Child, room: Room) -> SettlingPlan | None:
    return (
        SettlingPlan.objects.filter(child=child, room=room, ended_on=None, undone=False)
        .select_related("brings", "first_adult", "room")
        .first()
    )


def first_adults(child: Child, room: Room, *, staff: bool) -> list[Adult]:
    """Who can be named as first adult: the child's own, and to staff whoever works there now."""
    spells = PrimarySpell.objects.standing().live_on(today()).filter(child=child, room=room)
    known = Q(pk__in=spells.values("adult_id"))
    if staff:
        now = timezone.now()
        shifts = Shift.objects.standing().filter(
            room=room, from_at__gte=now - NEAR, from_at__lte=now + NEAR
        )
        known |= Q(pk__in=shifts.values("adult_id"))
    return list(Adult.objects.filter(known, merged_into=None).order_by("name", "pk"))


def mornings(child: Child, since: datetime, now: datetime) -> list[MorningSeen]:
    """Two queries: the first arrival of each day, and what was seen from it on."""
    came = (
        Attendance.objects.standing()
        .filter(child=child, arrived_at__gte=since, arrived_at__lte=now)
        .order_by("arrived_at", "pk")
    )
    first: dict[object, Attendance] = {}
    for row in came:
        first.setdefault(timezone.localdate(row.arrived_at), row)
    events = [
        event
        for event in CareEvent.objects.standing()
        .filter(child=child, at__gte=since, at__lte=now)
        .select_related("responder")
        .order_by("at", "pk")
        if not is_about_harm(event.seen)
    ]
    return [_morning(row, events) for row in first.values()]


def _morning(came: Attendance, events: Iterable[CareEvent]) -> MorningSeen:
    arrived = timezone.localtime(came.arrived_at)
    of_day = [
        event
        for event in events
        if timezone.localdate(event.at) == arrived.date()
        and event.at >= came.arrived_at - EARLY
        and (came.left_at is None or event.at < came.left_at)
    ]
    return MorningSeen(
        morning_of(arrived, [_moment(event) for event in of_day]), arrived, _first(of_day)
    )


def _moment(event: CareEvent) -> ArrivalMoment:
    hard = observation_of(event).hard
    glad = bool(event.seen) and set(event.seen) <= library().glad
    return ArrivalMoment(
        timezone.localtime(event.at),
        arrival=event.context == "arrival",
        hard=hard,
        minutes_to_settle=event.minutes_to_settle,
        back_to_play=event.back_to_play,
        played=event.context == "play" and glad and not hard,
    )


def _first(events: Sequence[CareEvent]) -> Adult | None:
    named = (e.responder for e in events if e.context == "arrival" and e.responder_id)
    return next(named, None)
