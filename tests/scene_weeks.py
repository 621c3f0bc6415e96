"""The weeks before the opening scene: twelve mornings in its room, for the pictures of the docs.

Six children come at eight to one teacher; the second comes at half past. A plan for how
Noor arrives is written after the first week. Run as a program, with the reference of the
scene's room, it writes them into the database that BASEHAVEN_HOME names.
"""

from __future__ import annotations

import sys
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

MORNINGS = 12
CHILDREN = ("Noor", "Teo", "Eva", "Sam", "Ivy", "Leo")
SETTLES = (34, 31, None, 38, 29, 24, 26, None, 18, 15, 19, 12)  # minutes; None: nobody noted
HARD = (0, 1, 2, 3, 4, 5, 6, 8, 9)  # mornings on which Noor cried
PLAY = 25  # minutes after she had settled


class Weeks:
    """Twelve mornings, written through actions."""

    def __init__(self, actor: Any, room: Any, adults: dict[str, Any], now: datetime) -> None:
        from basehaven.apps.record.models import Child

        self.actor, self.room, self.adults, self.now = actor, room, adults, now
        self.children: dict[str, Any] = {
            name: Child.objects.filter(enrolments__room=room, name__startswith=name).get()
            for name in CHILDREN
        }

    def do(self, what: str, **values: Any) -> Any:
        from basehaven.apps.record import actions

        return getattr(actions, what)(by=self.actor, request_id=uuid.uuid4(), **values)

    def saw(self, name: str, at: datetime, *seen: str, **values: Any) -> None:
        from basehaven.apps.record import actions

        moment = actions.Seen(seen=seen, **values)
        self.do("care_event_record", child=self.children[name], at=at, moment=moment)

    def write(self) -> None:
        days = [self.now - timedelta(days=back) for back in range(28, 0, -1)]
        weekdays = [day for day in days if day.weekday() < 5][-MORNINGS:]
        for number, day in enumerate(weekdays):
            eight = day.replace(hour=8, minute=0, second=0, microsecond=0)
            self.staff(eight)
            self.come_and_go(eight)
            self.noor(number, eight)
            self.saw("Leo", eight + timedelta(minutes=95), "brought_toy", context="play")
            if number % 3 == 0:
                at = eight + timedelta(minutes=12)
                self.saw("Sam", at, "pushed_off_lap", context="arrival", distress=True)

    def staff(self, eight: datetime) -> None:
        for who, late in (("ana", -30), ("ben", 30)):
            self.do(
                "shift_add", adult=self.adults[who], room=self.room,
                from_at=eight + timedelta(minutes=late), to_at=eight + timedelta(hours=4),
            )  # fmt: skip

    def come_and_go(self, eight: datetime) -> None:
        for n, child in enumerate(self.children.values()):
            came = self.do(
                "attendance_arrive", child=child, room=self.room,
                arrived_at=eight + timedelta(minutes=n),
            )  # fmt: skip
            self.do("attendance_leave", attendance=came, left_at=eight + timedelta(hours=4))

    def noor(self, number: int, eight: datetime) -> None:
        first = self.adults["ben" if number in (1, 3) else "ana"]
        minutes = SETTLES[number]
        if number in HARD:
            self.saw(
                "Noor", eight + timedelta(minutes=8), "cried", "pulled_at_door",
                context="arrival", distress=True,
                sought=("nobody", "someone")[number > 1],
                available=[self.adults["ana"]], responder=first,
                response=("lap", "lap|sang")[number > 4],
                soothed=("no", "partly", "yes")[min(2, number // 3)],
                minutes_to_settle=minutes, back_to_play=True if minutes else None,
            )  # fmt: skip
        elif number == MORNINGS - 1:
            self.saw(
                "Noor", eight + timedelta(minutes=3), "greeted_gladly",
                context="arrival", distress=False, responder=first,
            )  # fmt: skip
        at = eight + timedelta(minutes=(minutes or 30) + PLAY)
        self.saw("Noor", at, "played", "looked_back", context="play")


def write_weeks(agency: Any, room: Any) -> None:
    """Write the mornings, and Noor's plan as it began after the first of them."""
    from django.utils import timezone

    from basehaven.apps.accounts.actor import Actor
    from basehaven.apps.record import actions as record
    from basehaven.apps.room import actions
    from basehaven.apps.room.models import SettlingPlan

    now = timezone.localtime()
    actor = Actor.at_command_line(agency, "scene")
    adults = {  # the demo's own teachers have their shifts elsewhere
        key: record.adult_create(by=actor, request_id=uuid.uuid4(), name=name, roles=["teacher"])
        for key, name in (("ana", "Anna Holm"), ("ben", "Bo Castro"))
    }
    weeks = Weeks(actor, room, adults, now)
    weeks.write()
    noor = weeks.children["Noor"]
    plan = actions.settling_plan_write(
        by=actor, request_id=uuid.uuid4(), room=room, child=noor,
        arrival=actions.Arrival(
            brings=noor.ties.get(kind="parent").adult, first_adult=adults["ana"],
            goodbye="Alex and Noor wave at the window, then Alex goes",
            first_place="the sofa by the window", thing="the grey scarf", phrases="yalla habibti",
            return_phrase="Mama comes after the nap", not_to_do="put the scarf away",
            review_on=timezone.localdate() + timedelta(days=14),
        ),
    )  # fmt: skip
    SettlingPlan.objects.filter(pk=plan.pk).update(from_on=timezone.localdate(now) - timedelta(10))


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from basehaven.cli.main import set_up_django

    set_up_django()
    from basehaven.apps.record.models import Room

    room = Room.objects.get(ref=sys.argv[1])
    write_weeks(room.agency, room)


if __name__ == "__main__":
    main()
