"""A child's day in the room: bottles, naps, nappies, and today's one line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.models import Child, Room, today
from basehaven.apps.room.actions.rows import of_room, same_agency
from basehaven.apps.room.models import DayLine, Routine
from basehaven.core.errors import NotPossible

A_CLOCK_AHEAD = timedelta(minutes=5)


@audited("routine_note")
def routine_note(
    *, by: Actor, request_id: UUID, room: Room, child: Child, kind: str, at: datetime
) -> Routine:
    same_agency(by, room, child)
    if kind not in Routine.Kind.values:
        raise NotPossible(_("Choose one of the answers shown."), field="kind")
    if at > timezone.now() + A_CLOCK_AHEAD:
        raise NotPossible(_("This time is still to come. Give the time it happened."), field="at")
    return Routine.objects.create(**of_room(by, room), child=child, kind=kind, at=at)


@audited("routine_undo")
def routine_undo(*, by: Actor, request_id: UUID, routine: Routine) -> Routine:
    same_agency(by, routine.room)
    routine.undone = True
    routine.save(update_fields=["undone"])
    return routine


@audited("day_line_write")
def day_line_write(
    *,
    by: Actor,
    request_id: UUID,
    room: Room,
    child: Child,
    kind: str,
    words: str = "",
    others: Sequence[Child] = (),
) -> DayLine:
    """Today's one line. The one before it stays in the table and is shown no more.

    ``others`` are the other children of the room: none of them is named here.
    """
    same_agency(by, room, child)
    names_nobody_else(words, child, others)
    if kind not in DayLine.Kind.values:
        raise NotPossible(_("Choose what it is about."), field="kind")
    if kind == DayLine.Kind.OTHER and not words.strip():
        raise NotPossible(_("Say it in a few words."), field="words")
    DayLine.objects.filter(child=child, on=today(), undone=False).update(undone=True)
    return DayLine.objects.create(
        **of_room(by, room), child=child, on=today(), kind=kind, words=words.strip()
    )


def names_nobody_else(words: str, child: Child, others: Sequence[Child]) -> None:
    own = set(child.name.casefold().split())
    said = {word.strip(".,;:!?()’'\"“”").casefold() for word in words.split()}
    for other in others:
        named = said & ({part for part in other.name.casefold().split() if len(part) > 2} - own)
        if named:
            raise NotPossible(
                _(
                    "Another child of the room is named here. Leave the name out: “another child” "
                    "says enough."
                ),
                field="words",
            )
