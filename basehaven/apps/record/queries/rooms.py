"""A room's page: who works in it, and its shifts of one week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from basehaven.apps.record.models import Adult, Room, Shift, WorkingRelationship, today

PAGE = 50
A_WEEK = timedelta(days=7)
LATELY = timedelta(days=60)  # who worked in a room since then is offered first


@dataclass(frozen=True, slots=True)
class Rooms:
    rooms: Sequence[Room]
    after: UUID | None = None  # the last room's ref when more follow


def load_rooms(rooms: QuerySet[Room], *, after: UUID | None) -> Rooms:
    """A page of rooms by centre and name, found by key and never by counting."""
    found = rooms.order_by("centre", "name", "pk")
    last = rooms.filter(ref=after).values_list("centre", "name", "pk").first() if after else None
    if last is not None:
        centre, name, pk = last
        found = found.filter(
            Q(centre__gt=centre)
            | Q(centre=centre, name__gt=name)
            | Q(centre=centre, name=name, pk__gt=pk)
        )
    page = list(found[: PAGE + 1])
    more, page = len(page) > PAGE, page[:PAGE]
    return Rooms(page, page[-1].ref if more else None)


def week_of(day: date) -> date:
    """The Monday on or before a day."""
    return day - timedelta(days=day.weekday())


def shifts_in_week(room: Room, monday: date) -> QuerySet[Shift]:
    begins = timezone.make_aware(datetime.combine(monday, time.min))
    ends = timezone.make_aware(datetime.combine(monday + A_WEEK, time.min))
    shifts = Shift.objects.filter(room=room, from_at__lt=ends, to_at__gt=begins)
    return shifts.select_related("adult").order_by("from_at", "adult__name", "pk")


def staff_of(room: Room) -> QuerySet[WorkingRelationship]:
    """Who works in the room, now and before; those who do come first."""
    work = WorkingRelationship.objects.filter(room=room).select_related("user")
    return work.order_by("ended_on", "user__name", "pk")


def adults_near(room: Room) -> list[Adult]:
    """Adults who work in a room, by its staff, its lately shifts and its main adults."""
    live = Q(ended_on=None) | Q(ended_on__gt=today())
    by_work = room.working_relationships.filter(live).values("user__adult")
    by_spell = room.primary_spells.standing().filter(live).values("adult")
    since = timezone.now() - LATELY
    by_shift = room.shifts.standing().filter(from_at__gte=since).values("adult")
    found = Adult.objects.filter(entered_in_error=False, merged_into=None).filter(
        Q(pk__in=by_work) | Q(pk__in=by_spell) | Q(pk__in=by_shift)
    )
    return list(found.order_by("name", "pk"))
