"""How a child arrives and is helped to settle: a change ends one plan and begins the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.audit.actions import audited
from basehaven.apps.record.models import Adult, Child, Room, today
from basehaven.apps.room.actions.day import names_nobody_else
from basehaven.apps.room.actions.rows import of_room, same_agency
from basehaven.apps.room.models import SettlingPlan
from basehaven.core.errors import NotPossible


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a plan says. Everything may stay empty, but not all of it."""

    brings: Adult | None = None
    first_adult: Adult | None = None
    goodbye: str = ""
    first_place: str = ""
    thing: str = ""
    phrases: str = ""
    return_phrase: str = ""
    not_to_do: str = ""
    review_on: date | None = None


@audited("settling_plan_write")
def settling_plan_write(
    *,
    by: Actor,
    request_id: UUID,
    room: Room,
    child: Child,
    arrival: Arrival,
    instead_of: UUID | None = None,
    others: Sequence[Child] = (),
) -> SettlingPlan:
    """The plan from today on.

    ``instead_of`` is the plan that whoever writes had before their eyes. If another
    stands now, nothing is written: two people's changes are both to be read first.
    ``others`` are the other children of the room: none of them is named here.
    """
    people = [one for one in (arrival.brings, arrival.first_adult) if one is not None]
    same_agency(by, room, child, *people)
    values = {field.name: getattr(arrival, field.name) for field in fields(arrival)}
    if not any(value for name, value in values.items() if name != "review_on"):
        raise NotPossible(_("Say at least one thing about how the child arrives."), field="goodbye")
    said = " ".join(value for value in values.values() if isinstance(value, str))
    names_nobody_else(said, child, others)
    if arrival.review_on is not None and arrival.review_on < today():
        raise NotPossible(
            _("Choose a day to come, on which to look at it again."), field="review_on"
        )
    _end_current(child, room, instead_of)
    return SettlingPlan.objects.create(**of_room(by, room), child=child, from_on=today(), **values)


@audited("settling_plan_end")
def settling_plan_end(*, by: Actor, request_id: UUID, plan: SettlingPlan) -> SettlingPlan:
    """No plan is needed from today on. It stays readable."""
    same_agency(by, plan.room)
    plan = SettlingPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.ended_on is None:
        plan.ended_on = max(today(), plan.from_on)
        plan.save(update_fields=["ended_on"])
    return plan


def _end_current(child: Child, room: Room, instead_of: UUID | None) -> None:
    Child.objects.select_for_update().get(pk=child.pk)
    current = SettlingPlan.objects.filter(child=child, room=room, ended_on=None, undone=False)
    plan = current.first()
    if (plan.ref if plan else None) != instead_of:
        raise NotPossible(
            _(
                "Somebody else has changed the plan since you opened it. It stands below: put "
                "together what both of you mean, and save again."
            )
        )
    if plan is not None:
        plan.ended_on = max(today(), plan.from_on)
        plan.save(update_fields=["ended_on"])
