"""Single things that the room's pages ask of the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from basehaven.apps.accounts.models import Agency
from basehaven.apps.record.models import (
    Adult,
    Attendance,
    CareEvent,
    Child,
    Room,
    Shift,
    today,
)
from basehaven.apps.room.models import Away, Beside, Call, CueRowOn
from basehaven.apps.room.queries.day import RoomPeople
from basehaven.apps.room.queries.here import midnight_of
from basehaven.apps.room.queries.orders import orders_about

STAFF = ("teacher", "home_visitor", "doula", "caseworker", "consultant", "librarian")


def rows_on(agency: Agency) -> frozenset[str]:
    """Ids of the rows on cues that a clinician has turned on for this agency."""
    on = CueRowOn.objects.filter(agency=agency, turned_off_at=None)
    return frozenset(on.values_list("row_id", flat=True))


def people_for_log(day: RoomPeople) -> dict[str, Adult]:
    """Everybody whom a log may name, by reference: the room's adults, and the children's own."""
    people = [shift.adult for shift in day.shifts]
    people += [spell.adult for spells in day.primaries.values() for spell in spells]
    people += [tie.adult for ties in day.ties.values() for tie in ties]
    return {str(adult.ref): adult for adult in people}


@dataclass(frozen=True, slots=True)
class RoomNow:
    """A room in a list: how many children and adults are in it now."""

    room: Room
    children: int
    adults: int


def rooms_now(rooms: Sequence[Room]) -> list[RoomNow]:
    """Two queries for any number of rooms."""
    now = timezone.now()
    ids = [room.pk for room in rooms]
    came = Attendance.objects.standing().filter(
        room__in=ids, left_at=None, arrived_at__gte=midnight_of(now), arrived_at__lte=now
    )
    shifts = Shift.objects.standing().filter(room__in=ids, from_at__lte=now, to_at__gt=now)
    children = Counter(row[0] for row in set(came.values_list("room", "child")))
    adults = Counter(row[0] for row in set(shifts.values_list("room", "adult")))
    return [RoomNow(room, children[room.pk], adults[room.pk]) for room in rooms]


def adults_there(room: Room, at: datetime) -> list[Adult]:
    """Adults on shift in the room at a moment, those on a break or busy left out."""
    away = Away.objects.filter(room=room, undone=False, from_at__lte=at).filter(
        Q(until_at=None) | Q(until_at__gt=at)
    )
    on_shift = Shift.objects.standing().filter(room=room, from_at__lte=at, to_at__gt=at)
    return list(
        Adult.objects.filter(pk__in=on_shift.values("adult_id"))
        .exclude(pk__in=away.values("adult_id"))
        .order_by("name", "pk")
    )


def brought_by(child: Child, room: Room, at: datetime) -> Adult | None:
    """Whoever brought the child that day, if it was noted."""
    came = (
        Attendance.objects.standing()
        .filter(child=child, room=room, arrived_at__gte=midnight_of(at), arrived_at__lte=at)
        .order_by("-arrived_at")
        .first()
    )
    named = (came.extra or {}).get("brought_by", "") if came else ""
    if not came or not named:
        return None
    source, _sign, key = named.rpartition("::")
    return Adult.objects.filter(
        agency=child.agency_id, source_id=source or came.source_id, key=key
    ).first()


def open_calls(agency_id: int | None, rooms: QuerySet[Room]) -> list[Call]:
    """Rooms of these and of the same centres that ask for another adult."""
    centres = rooms.exclude(centre="").values("centre")
    near = Q(room__in=rooms.values("pk")) | Q(room__centre__in=centres)
    calls = Call.objects.filter(near, agency=agency_id, answered_at=None, undone=False)
    return list(calls.select_related("room").order_by("written_at"))


def care_event_on_board(children: QuerySet[Child], ref: UUID) -> CareEvent | None:
    """A moment of a child of this board, undone ones too."""
    rows = CareEvent.objects.filter(child__in=children, ref=ref)
    return rows.select_related("child").first()


def beside_now(child: Child) -> Beside | None:
    return Beside.objects.filter(child=child, until_at=None, undone=False).first()


def away_now(adult: Adult) -> Away | None:
    return Away.objects.filter(adult=adult, until_at=None, undone=False).first()


def adult_on_shift(room: Room, ref: UUID, at: datetime) -> Adult | None:
    shifts = Shift.objects.standing().filter(room=room, from_at__lte=at, to_at__gt=at)
    return Adult.objects.filter(ref=ref, pk__in=shifts.values("adult_id")).first()


@dataclass(frozen=True, slots=True)
class Bringer:
    """Somebody who may bring the child, and what an order says of them."""

    adult: Adult
    kind: str
    warnings: tuple[str, ...]


def bringers(child: Child) -> list[Bringer]:
    """People with a live tie who are not staff, each with restrictions in words."""
    day = today()
    ties = child.ties.standing().live_on(day).select_related("adult").order_by("started_on", "pk")
    orders = orders_about(child, sources=True)
    found: dict[int, Bringer] = {}
    for tie in ties:
        if tie.kind not in STAFF and tie.adult.name and tie.adult_id not in found:
            warned = orders.get(tie.adult_id, ())
            found[tie.adult_id] = Bringer(tie.adult, tie.get_kind_display(), warned)
    return list(found.values())
