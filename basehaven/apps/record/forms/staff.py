"""Forms about who works in a room, and when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from basehaven.apps.accounts.models import Role
from basehaven.apps.record.forms.base import DayField, RecordForm
from basehaven.apps.record.forms.person import PersonForm
from basehaven.apps.record.forms.pick import Option, adult_options
from basehaven.apps.record.forms.rooms import MomentField
from basehaven.apps.record.models import Room
from basehaven.apps.record.queries.rooms import adults_near

# Work in a room opens the children in it. A director says who teaches in their rooms; who
# directs or consults is for the data manager to say.
MAY_APPOINT = {
    Role.DIRECTOR: (Role.TEACHER,),
    Role.DATA_MANAGER: (Role.TEACHER, Role.DIRECTOR, Role.CONSULTANT),
}


class ShiftFacts(RecordForm):
    from_at = MomentField(label=_("From"))
    to_at = MomentField(label=_("Until"))


class ShiftForm(ShiftFacts, PersonForm):
    field_order = ("adult", "new_name", "from_at", "to_at")

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        self.room = room
        super().__init__(*args, **kwargs)
        address = reverse("room_pick", args=[room.ref])
        self.fields["adult"].bind(self.user, None, self.likely(), address)  # type: ignore[attr-defined]
        self.initial.update(self._as_last_time())

    def likely(self) -> list[Option]:
        return adult_options(None, adults_near(self.room))

    def _as_last_time(self) -> dict[str, Any]:
        """The hours of the room's last shift, today: nobody types the same thing twice."""
        last = self.room.shifts.standing().order_by("-pk").first()
        if last is None:
            return {}
        began = timezone.localtime(last.from_at)
        today = timezone.localtime().replace(
            hour=began.hour, minute=began.minute, second=0, microsecond=0
        )
        return {"from_at": today, "to_at": today + (last.to_at - last.from_at)}


class RoomWorkForm(RecordForm):
    """Who of one's colleagues works in this room."""

    worker = forms.ChoiceField(label=_("Who"))
    started_on = DayField(label=_("From"), past=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may = MAY_APPOINT[self.user.role]
        colleagues = self.user.agency.users.filter(is_active=True, role__in=may)
        self.workers = {str(user.ref): user for user in colleagues.order_by("name", "pk")[:500]}
        offered = [
            (ref, f"{user}, {user.get_role_display()}") for ref, user in self.workers.items()
        ]
        self.offer("worker", [("", _now("choose")), *offered])

    def values(self) -> dict[str, Any]:
        values = super().values()
        worker = self.workers[values.pop("worker")]
        return {**values, "user": worker, "kind": worker.role}
