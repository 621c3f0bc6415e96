"""Who is in a room now, in three queries: all that a closed board or a locked tablet asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from basehaven.apps.record.models import Adult, Attendance, Child, Room, Shift
from basehaven.apps.room.models import Away


@dataclass(frozen=True, slots=True)
class OnShift:
    """An adult of the room today; ``away`` says why nobody can turn to them now."""

    adult: Adult
    from_at: datetime
    to_at: datetime
    away: str = ""


class Came(NamedTuple):
    """A child came, and may have left."""

    child_id: int
    arrived_at: datetime
    left_at: datetime | None
    ref: UUID


@dataclass(frozen=True)
class RoomHere:
    """Children and adults of a room, and which of them are in it now. By the child's id."""

    room: Room
    now: datetime
    children: Sequence[Child]
    attendance: Mapping[int, Came]  # the latest of today
    shifts: Sequence[OnShift]

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


def midnight_of(now: datetime) -> datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def load_room_here(room: Room, children: QuerySet[Child], now: datetime) -> RoomHere:
    """``children`` are those whom everybody who may look sees in this room."""
    found = list(children.order_by("name", "pk"))
    came = attendance_since(room, [child.pk for child in found], midnight_of(now), now)
    return RoomHere(
        room=room,
        now=now,
        children=found,
        attendance={row.child_id: row for row in came},
        shifts=shifts_of(room, now),
    )


def attendance_since(room: Room, ids: Sequence[int], since: datetime, now: datetime) -> list[Came]:
    """Oldest first, so that by the child's id the latest remains."""
    rows = Attendance.objects.standing().filter(child__in=ids, room=room)
    rows = rows.filter(arrived_at__gte=since, arrived_at__lte=now).order_by("arrived_at", "pk")
    return [Came(*row) for row in rows.values_list(*Came._fields)]


def shifts_of(room: Room, now: datetime) -> list[OnShift]:
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
