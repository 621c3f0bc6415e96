"""Who is with a child at this moment, as the room's door and the rota say."""

from __future__ import annotations

from django.db.models import F, FilteredRelation, Q
from django.utils import timezone

from basehaven.apps.record.child_record import PersonFacts, Presence
from basehaven.apps.record.models import Attendance, Child


def presence_now(child: Child) -> tuple[Presence | None, list[PersonFacts]]:
    """Checked in today and not out, with the adults on shift in that room now."""
    now = timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    here = list(
        Attendance.objects.standing()
        .filter(child=child, left_at=None, arrived_at__gte=midnight, arrived_at__lte=now)
        .annotate(
            on_shift=FilteredRelation(
                "room__shifts",
                condition=Q(room__shifts__from_at__lte=now)
                & Q(room__shifts__to_at__gt=now)
                & Q(room__shifts__entered_in_error=False),
            )
        )
        .order_by("-arrived_at", "pk", "on_shift__from_at")
        .values(
            "pk",
            "arrived_at",
            room_name=F("room__name"),
            adult_ref=F("on_shift__adult__ref"),
            adult_name=F("on_shift__adult__name"),
            adult_roles=F("on_shift__adult__roles"),
        )
    )
    if not here:
        return None, []
    last = [row for row in here if row["pk"] == here[0]["pk"]]
    people = [
        PersonFacts(str(row["adult_ref"]), row["adult_name"], tuple(row["adult_roles"] or ()))
        for row in last
        if row["adult_ref"]
    ]
    adult_ids = tuple(dict.fromkeys(person.ref for person in people))
    return Presence(last[0]["room_name"], last[0]["arrived_at"], adult_ids), people
