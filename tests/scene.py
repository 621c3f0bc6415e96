"""The opening scene: eight toddlers, one teacher, the second late. Built through actions.

Noor   14 months, arrives crying, hits a child who comes near, pulls at the door
Teo    22 months, wanders with a flat face and touches toys briefly
Eva, Sam, Ivy, Leo, Zoe and Kai push for one lap

Run as a program it writes the scene into the database that DATABASE_URL or
BASEHAVEN_HOME names, for the agency called ``demo``.
"""

from __future__ import annotations

import json
import sys
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

MONTHS = {"Noor": 14, "Teo": 22, "Eva": 12, "Sam": 26, "Ivy": 17, "Leo": 30, "Zoe": 34, "Kai": 20}
FAMILIES = {"Noor": "Haddad", "Teo": "Brandt", "Eva": "Lund", "Sam": "Okoye", "Ivy": "Chen",
            "Leo": "Rossi", "Zoe": "Park", "Kai": "Silva"}  # fmt: skip
LATE = timedelta(minutes=25)  # until the second teacher comes


@dataclass
class Scene:
    """The room of the scene and who is in it."""

    room: Any
    children: dict[str, Any] = field(default_factory=dict)
    parents: dict[str, Any] = field(default_factory=dict)


def write_scene(actor: Any, teacher: Any, first: Any, second: Any, now: datetime) -> Scene:
    """Write the room, its children and their people.

    Args:
        actor: who writes.
        teacher: the user who works in the room.
        first: the adult who is there, the main one for half of the children.
        second: the adult who is late.
        now: with zone.
    """
    from basehaven.apps.record import actions

    def do(what: str, **values: Any) -> Any:
        return getattr(actions, what)(by=actor, request_id=uuid.uuid4(), **values)

    today = now.date()
    scene = Scene(do("room_create", name="Sunflower room", centre="Willow House"))
    for number, (name, months) in enumerate(MONTHS.items()):
        child = do("child_create", name=f"{name} {FAMILIES[name]}", born_on=_born(today, months))
        parent = do("adult_create", name=f"Alex {FAMILIES[name]}", roles=["parent"])
        since = today - timedelta(days=60)
        do("tie_start", child=child, adult=parent, kind="parent", started_on=child.born_on)
        do("enrolment_start", child=child, room=scene.room, started_on=since)
        main, backup = (first, second) if number % 2 == 0 else (second, first)
        for adult, rank in ((main, "main"), (backup, "backup")):
            do(
                "primary_set", child=child, room=scene.room, adult=adult, rank=rank,
                started_on=since,
            )  # fmt: skip
        scene.children[name], scene.parents[name] = child, parent
    do(
        "working_relationship_start", user=teacher, kind="teacher", child=None, room=scene.room,
        started_on=today - timedelta(days=60),
    )  # fmt: skip
    return scene


def write_shifts(actor: Any, scene: Scene, first: Any, second: Any, now: datetime) -> None:
    """The first teacher from now on; the second comes late."""
    from basehaven.apps.record import actions

    for adult, from_at in ((first, now), (second, now + LATE)):
        actions.shift_add(
            by=actor, request_id=uuid.uuid4(), adult=adult, room=scene.room,
            from_at=from_at, to_at=from_at + timedelta(hours=6),
        )  # fmt: skip


def _born(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, 28))


MORNING = (  # who, minutes after they came, what was seen
    ("Noor", 1, ("cried", "hit", "pulled_at_door"), "arrival"),
    ("Teo", 3, ("wandered", "flat_face", "touched_briefly"), "arrival"),
    ("Eva", 4, ("wanted_lap",), "arrival"),
    ("Sam", 5, ("pushed_off_lap",), "arrival"),
    ("Ivy", 6, ("leaned",), "arrival"),
    ("Leo", 7, ("played", "looked_back"), "play"),
)


def write_morning(actor: Any, scene: Scene, now: datetime) -> None:
    """What happened until now: all but Kai came a quarter of an hour ago."""
    from basehaven.apps.record import actions

    came = now - timedelta(minutes=15)
    for name in [name for name in MONTHS if name != "Kai"]:
        actions.attendance_arrive(
            by=actor, request_id=uuid.uuid4(), child=scene.children[name], room=scene.room,
            arrived_at=came, brought_by=scene.parents[name],
        )  # fmt: skip
    write_allergy(actor, scene)
    for name, minutes, seen, context in MORNING:
        distress = True if "cried" in seen else None
        actions.care_event_record(
            by=actor, request_id=uuid.uuid4(), child=scene.children[name],
            at=came + timedelta(minutes=minutes),
            moment=actions.Seen(context=context, seen=seen, distress=distress),
        )  # fmt: skip


def write_allergy(actor: Any, scene: Scene) -> None:
    """Sam is not to have peanuts: one tap away on the board."""
    from basehaven.apps.room.actions import card_line_write

    card_line_write(
        by=actor, request_id=uuid.uuid4(), child=scene.children["Sam"], kind="allergy",
        text="Peanuts", more="Red box by the door, then call for help",
        word_of=scene.parents["Sam"],
    )  # fmt: skip


def into_demo(*, played: bool) -> dict[str, str]:
    """Write the scene into a demo, whose own shifts of Ana and Ben end now.

    Returns the references of its board and of Noor, for addresses.
    """
    from django.utils import timezone

    from basehaven.apps.accounts.actor import Actor
    from basehaven.apps.accounts.models import Agency, User
    from basehaven.apps.record.models import Adult, Shift

    agency = Agency.objects.get(demo=True)
    first, second = (Adult.objects.get(agency=agency, key=key) for key in ("ana", "ben"))
    teacher = User.objects.get(username="demo-teacher")
    now = timezone.localtime()
    actor = Actor.at_command_line(agency, "scene")
    own = Shift.objects.filter(adult__in=(first, second), to_at__gt=now)
    own.filter(from_at__lt=now).update(to_at=now)
    own.filter(from_at__gte=now).delete()
    scene = write_scene(actor, teacher, first, second, now)
    write_shifts(actor, scene, first, second, now)
    if played:
        write_morning(actor, scene, now)
    return {"board": str(scene.room.ref), "noor": str(scene.children["Noor"].ref)}


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from basehaven.cli.main import set_up_django

    set_up_django()
    print(json.dumps(into_demo(played=False)))


if __name__ == "__main__":
    main()
