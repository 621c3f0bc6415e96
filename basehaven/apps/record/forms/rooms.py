"""Forms about rooms, main adults, arriving, leaving, and being in contact."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.forms.base import DayField, RecordForm, YesNoField, choices
from basehaven.apps.record.forms.person import PersonForm
from basehaven.apps.record.forms.pick import NEW, PickField, adult_options, nearest_first
from basehaven.apps.record.models import (
    CancelledBy,
    Contact,
    EndReason,
    PrimarySpell,
    Room,
    WorkingRelationship,
)
from basehaven.apps.record.queries.day_rows import who_picked_up

LAST = "9999-12-31T23:59"  # so that the browser knows that a year has four digits


class MomentField(forms.DateTimeField):
    """A day and time as the browser's own picker gives it, in local time."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(
            attrs={"type": "datetime-local", "max": LAST}, format="%Y-%m-%dT%H:%M"
        )
        kwargs.setdefault(
            "error_messages",
            {"invalid": _("This is no time. Write it such as 2024-03-31T07:52.")},
        )
        super().__init__(
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], widget=widget, **kwargs
        )


def this_minute() -> datetime:
    return timezone.localtime().replace(second=0, microsecond=0)


class RoomChoice(RecordForm):
    """Rooms of one's agency, by centre."""

    room = forms.ChoiceField(label=_("Which room"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = self._rooms()
        self.rooms = {str(room.ref): room for room in rooms}
        self.offer(
            "room",
            [("", _now("choose"))]
            + [
                (ref, f"{room.name}, {room.centre}" if room.centre else room.name)
                for ref, room in self.rooms.items()
            ],
        )

    def _rooms(self) -> list[Room]:
        mine = Room.objects.standing().filter(agency=self.user.agency)
        return list(mine.order_by("centre", "name", "pk")[:500])

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), "room": str(row.room.ref)}

    def values(self) -> dict[str, Any]:
        values = super().values()
        return {**values, "room": self.rooms[values["room"]]}


class EnrolmentFacts(RoomChoice):
    started_on = DayField(label=_("From"), past=False)
    ended_on = DayField(label=_("Until"), required=False)


class EnrolmentStartForm(RoomChoice):
    started_on = DayField(label=_("From"), past=False)
    ends_current = forms.BooleanField(
        label=_("It is a room move: the child leaves the other room that day"),
        required=False,
        initial=True,
    )


class EnrolmentEndForm(RecordForm):
    ended_on = DayField(label=_("Last left on"))
    end_reason = forms.ChoiceField(label=_("Why"), choices=choices(EndReason, empty=_("choose")))


class OwnRooms(RoomChoice):
    """Only the rooms this child is or was in."""

    def _rooms(self) -> list[Room]:
        mine = Room.objects.filter(enrolments__child=self.child, enrolments__entered_in_error=False)
        return list(mine.distinct().order_by("name"))


class PrimaryForm(OwnRooms, PersonForm):
    rank = forms.ChoiceField(label=_("Main or backup"), choices=PrimarySpell.Rank.choices)
    started_on = DayField(label=_("From"))
    end_reason = forms.ChoiceField(
        label=_("If somebody else was it until then: why it changed"),
        choices=choices(EndReason, empty=_("not said")),
        required=False,
    )
    field_order = ("adult", "new_name", "room", "rank", "started_on", "end_reason")


class PrimaryFacts(RecordForm):
    rank = forms.ChoiceField(label=_("Main or backup"), choices=PrimarySpell.Rank.choices)
    started_on = DayField(label=_("From"))
    ended_on = DayField(label=_("Until"), required=False)
    end_reason = forms.ChoiceField(
        label=_("Why it ended"), choices=choices(EndReason, empty=_("it goes on")), required=False
    )


class PrimaryEndForm(RecordForm):
    ended_on = DayField(label=_("From which day"))
    end_reason = forms.ChoiceField(label=_("Why"), choices=choices(EndReason, empty=_("choose")))


class ArriveForm(OwnRooms):
    arrived_at = MomentField(label=_("Arrived at"), initial=this_minute)


class AttendanceFacts(OwnRooms):
    arrived_at = MomentField(label=_("Arrived at"))
    left_at = MomentField(label=_("Left at"), required=False)
    picked_up_by = PickField(
        "adult",
        label=_("Who took the child home"),
        required=False,
        empty_label=_("not said"),
        searches=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.near("picked_up_by", adult_options(self.child, nearest_first(self.child)))

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), "picked_up_by": who_picked_up([row]).get(row.pk)}


class LeaveForm(RecordForm):
    """Who takes the child home, with what forbids it said beside the name."""

    picked_up_by = PickField(
        "adult",
        label=_("Who picks up"),
        new_label=_("Somebody not on the record, agreed with the family"),
        searches=False,
    )
    left_at = MomentField(label=_("Left at"), initial=this_minute)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.near("picked_up_by", adult_options(self.child, nearest_first(self.child)))

    def values(self) -> dict[str, Any]:
        values = super().values()
        chosen = values.pop("picked_up_by")
        return {**values, "picked_up_by": None if chosen == NEW else chosen}


class ContactFacts(RecordForm):
    on = DayField(label=_("On which day"), past=False)
    kind = forms.ChoiceField(
        label=_("What kind"), choices=choices(Contact.Kind, empty=_("not said")), required=False
    )
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=0, max_value=1440)
    planned = YesNoField(label=_("Was it planned?"))
    kept = YesNoField(label=_("Did it take place?"))
    cancelled_by = forms.ChoiceField(
        label=_("If not, who cancelled"),
        choices=choices(CancelledBy, empty=_("nobody")),
        required=False,
    )


class ContactForm(ContactFacts, PersonForm):
    field_order = ("adult", "new_name", "on", "kind", "minutes", "planned", "kept", "cancelled_by")

    def only_plan(self) -> None:
        """What is still to come is planned, and nothing else can be said of it."""
        self.fields["planned"].widget = forms.HiddenInput()
        del self.fields["kept"], self.fields["cancelled_by"]


class RoomForm(RecordForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    centre = forms.CharField(label=_("Centre"), max_length=200, required=False)
    region = forms.CharField(label=_("Region"), max_length=100, required=False)


class WorkForm(RecordForm):
    """Who of one's colleagues works with this child."""

    worker = forms.ChoiceField(label=_("Who"))
    kind = forms.ChoiceField(
        label=_("As"), choices=choices(WorkingRelationship.Kind, empty=_("choose"))
    )
    started_on = DayField(label=_("From"), past=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        working = self.user.agency.users.filter(
            is_active=True, role__in=WorkingRelationship.Kind.values
        )
        self.workers = {str(user.ref): user for user in working.order_by("name", "pk")[:500]}
        self.offer(
            "worker",
            [("", _now("choose"))]
            + [(ref, f"{user}, {user.get_role_display()}") for ref, user in self.workers.items()],
        )

    def values(self) -> dict[str, Any]:
        values = super().values()
        worker = values.pop("worker")
        return {**values, "user": self.workers[worker]}
