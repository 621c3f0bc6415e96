"""A room's weeks in words, with a picture and a table that say the same. No name is in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from basehaven.apps.room.charts import UpDown, even_steps, up_and_down
from basehaven.apps.room.weeks import of_day, of_days, said_adults, said_children, span
from basehaven.core.room.patterns import ByStaffing, RoomPattern, RoomSeen, Slot, room_pattern
from basehaven.knowledge.room import weeks_settings


@dataclass(frozen=True)
class RoomWeeks:
    """What the page shows of one room."""

    seen: RoomSeen

    @cached_property
    def pattern(self) -> RoomPattern:
        settings = weeks_settings()
        return room_pattern(
            self.seen, minutes=settings["part_minutes"], fewest_days=settings["fewest_days"]
        )

    @property
    def fewest(self) -> int:
        return weeks_settings()["fewest_days"]

    @property
    def good(self) -> str:
        slot = self.pattern.most_good
        if slot is None:
            return ""
        return _("Good moments are noted most often %(when)s: %(days)s.") % _when(
            slot, slot.good_days
        )

    @property
    def hard(self) -> list[str]:
        slot = self.pattern.most_hard
        if slot is None:
            return []
        return [
            _("Most hard moments here are %(when)s: %(days)s.") % _when(slot, slot.hard_days),
            *_staffed(slot),
        ]

    @cached_property
    def picture(self) -> SafeString:
        columns = even_steps(
            {
                slot.start: UpDown(of_day(slot.start), slot.good_days, slot.hard_days, slot.days)
                for slot in self.pattern.slots
            },
            weeks_settings()["part_minutes"],
            of_day,
        )
        return up_and_down(columns, _("Days with good and hard moments, by half hour of the day"))

    @property
    def rows(self) -> list[tuple[str, Slot, str]]:
        minutes = weeks_settings()["part_minutes"]
        return [
            (f"{of_day(slot.start)}-{of_day(slot.start + minutes)}", slot, _there(slot))
            for slot in self.pattern.slots
        ]

    @property
    def staffing(self) -> list[tuple[str, ByStaffing]]:
        return [(_each(one), one) for one in self.pattern.by_staffing]


def _when(slot: Slot, days: int) -> dict[str, str]:
    minutes = weeks_settings()["part_minutes"]
    return {"when": span(slot.start, minutes), "days": of_days(days, slot.days)}


def _staffed(slot: Slot) -> list[str]:
    """How it was on these days: counts that hold for each of them."""
    staffing = slot.staffing
    if staffing is None:
        return []
    said = {
        "days": of_days(staffing.days, slot.hard_days),
        "adults": said_adults(staffing.adults),
        "children": said_children(staffing.children),
    }
    if staffing.adults == 0:
        return [_("Of these, %(days)s no adult was on shift with %(children)s or more.") % said]
    if staffing.adults == 1:
        return [_("Of these, %(days)s one adult was with %(children)s or more.") % said]
    return [_("Of these, %(days)s at most %(adults)s were with %(children)s or more.") % said]


def _there(slot: Slot) -> str:
    return _("%(adults)s, %(children)s") % {
        "adults": said_adults(slot.adults),
        "children": said_children(slot.children),
    }


def _each(one: ByStaffing) -> str:
    if one.each is None:
        return _("no adult on shift")
    return ngettext(
        "up to %(n)s child for each adult", "up to %(n)s children for each adult", one.each
    ) % {"n": one.each}
