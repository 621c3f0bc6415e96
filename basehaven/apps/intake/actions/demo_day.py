"""A demo that is opened on a later day: who came to its rooms that day."""

from __future__ import annotations

import uuid
from datetime import datetime, time

from django.utils import timezone

from basehaven.apps.accounts.actor import Actor
from basehaven.apps.intake.actions.demo_load import demo_about, demo_apply, demo_run
from basehaven.apps.intake.actions.demo_people import SOURCE
from basehaven.apps.record.models import Attendance, Enrolment, PrimarySpell
from basehaven.exchange.demo import Plan, rows_of_day
from basehaven.exchange.stage import StageWriter


def demo_day_add(*, by: Actor, request_id: uuid.UUID) -> bool:
    """Add today's attendance and shifts, if the day is a later one and has none.

    Nothing else is touched: children grow older, and what was last seen stays
    last seen. Returns whether anything was added.
    """
    now = timezone.localtime()
    midnight = timezone.make_aware(datetime.combine(now.date(), time.min))
    if demo_about(by.agency).get("today", "9999") >= now.date().isoformat():
        return False
    came = Attendance.objects.filter(agency=by.agency, arrived_at__gte=midnight)
    if came.exists():
        return False
    own = {"agency": by.agency, "source_id": SOURCE}
    live = Enrolment.objects.standing().live_on(now.date()).filter(**own)
    mains = PrimarySpell.objects.standing().live_on(now.date()).filter(**own)
    plan = Plan(now.date(), at=now.time(), zone=timezone.get_current_timezone())
    rows = rows_of_day(
        plan,
        live.order_by("key").values_list("child__key", "room__key"),
        mains.order_by("adult__key").values_list("adult__key", "room__key").distinct(),
    )
    with demo_run(by, SOURCE) as run:
        with StageWriter(run.stage_path, format="tables", source_id=SOURCE) as stage:
            for table, values in rows:
                stage.add(table, values)
            staged = stage.finish()
        demo_apply(by, run, staged, about={"day": plan.today.isoformat()})
    return True
