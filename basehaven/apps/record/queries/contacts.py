"""When somebody and the child were last together, how often, and what became of plans.

The database counts contacts that are alike; what came of them is told here. Rows of
which something else was known on the day asked about come one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    F,
    IntegerField,
    Max,
    Min,
    Q,
    QuerySet,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast

from basehaven.apps.record.child_record import PlanFacts, Rhythm
from basehaven.apps.record.models import Child, Contact, today
from basehaven.apps.record.queries.known import Known
from basehaven.apps.record.queries.rows import Fields

RECENT_DAYS = 28  # the span that "twice a week" is counted over: four whole weeks
MET = "met"
ALIKE = ("adult_ref", "planned", "kept", "cancelled_by")
COUNTED = ("first", "last", "times", "recent")
ONE = ("ref", "recorded_on", "entered_in_error", "kind")  # empty where rows were counted


@dataclass(frozen=True, slots=True)
class Contacts:
    """By the adult's ref. Calls are left out: this is about being together."""

    rhythms: dict[str, Rhythm] = field(default_factory=dict)
    plans: dict[str, tuple[PlanFacts, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Contacts with one adult that came to the same, counted."""

    adult: str
    outcome: str
    cancelled_by: str
    first: date
    last: date
    times: int
    recent: int


def contacts_now(child: Child) -> Contacts:
    return load_contacts(child, Known(child, {}))


def load_contacts(child: Child, known: Known) -> Contacts:
    """As known, counted from today; in one question however many contacts there were."""
    day = today()
    rows = Contact.objects.filter(child=child).annotate(adult_ref=F("adult__ref"))
    apart = known.contacts_apart()
    found = _counted(rows.standing() if apart is None else rows.standing().exclude(apart), day)
    if apart is not None:
        found = found.union(_one_by_one(rows.filter(apart)), all=True)
    names = (*ALIKE, *COUNTED, *ONE)
    return _put_together(
        group
        for row in found
        if (group := _group(dict(zip(names, row, strict=True)), known, day)) is not None
    )


def _counted(rows: QuerySet[Any], day: date) -> QuerySet[Any, Any]:
    since = Q(on__gt=day - timedelta(days=RECENT_DAYS))
    alike: Any = (
        rows.exclude(kind=Contact.Kind.CALL)
        .annotate(ahead=Q(on__gt=day))
        .order_by()
        .values(*ALIKE, "ahead")
        .annotate(first=Min("on"), last=Max("on"), times=Count("pk"), recent=Count("pk", since))
        .annotate(
            ref_=Cast(Value(None), UUIDField()),
            recorded_=Cast(Value(None), DateField()),
            error_=Cast(Value(None), BooleanField()),
            kind_=Value("", CharField()),
        )
    )
    return alike.values_list(*ALIKE, *COUNTED, "ref_", "recorded_", "error_", "kind_")  # type: ignore[no-any-return]


def _one_by_one(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    one, none = Value(1, IntegerField()), Value(0, IntegerField())
    found: Any = rows.order_by().annotate(first=F("on"), last=F("on"), times=one, recent=none)
    return found.values_list(*ALIKE, *COUNTED, *ONE)  # type: ignore[no-any-return]


def _group(row: Fields, known: Known, day: date) -> Group | None:
    if row["ref"] is not None:
        then = known.row(Contact, {**row, "on": row["first"]})
        if then is None:
            return None
        recent = int(then["on"] > day - timedelta(days=RECENT_DAYS))
        row = {**then, "first": then["on"], "last": then["on"], "recent": recent}
    if row["kind"] == Contact.Kind.CALL:
        return None
    outcome = outcome_of({**row, "on": row["last"]}, day)
    counted = (row[name] for name in COUNTED)
    return Group(str(row["adult_ref"]), outcome, row["cancelled_by"], *counted)


def outcome_of(row: Fields, day: date) -> str:
    """Whether the two met. What nobody noted the outcome of took place, unless it was a plan."""
    if row["kept"] is False or (row["kept"] is None and row["cancelled_by"]):
        return PlanFacts.MISSED
    if row["on"] > day:
        return PlanFacts.AHEAD
    return PlanFacts.OPEN if row["kept"] is None and row["planned"] else MET


def _put_together(groups: Iterable[Group]) -> Contacts:
    by_adult: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        by_adult[group.adult].append(group)
    found = Contacts()
    for adult, theirs in by_adult.items():
        met = [group for group in theirs if group.outcome == MET]
        if met:
            found.rhythms[adult] = _rhythm(met)
        plans = _plans(theirs, found.rhythms.get(adult))
        if plans:
            found.plans[adult] = plans
    return found


def _rhythm(met: Sequence[Group]) -> Rhythm:
    return Rhythm(
        min(group.first for group in met),
        max(group.last for group in met),
        sum(group.times for group in met),
        sum(group.recent for group in met),
    )


def _plans(theirs: Sequence[Group], rhythm: Rhythm | None) -> tuple[PlanFacts, ...]:
    """What was planned and not kept since they last met, and what is planned next."""
    before = [
        PlanFacts(group.last, group.outcome, group.cancelled_by)
        for group in theirs
        if group.outcome in (PlanFacts.MISSED, PlanFacts.OPEN)
        and (rhythm is None or group.last > rhythm.last)
    ]
    ahead = [
        PlanFacts(group.first, group.outcome)
        for group in theirs
        if group.outcome == PlanFacts.AHEAD
    ]
    latest = max(before, key=_latest_and_said, default=None)
    soonest = min(ahead, key=lambda plan: plan.on, default=None)
    return tuple(plan for plan in (latest, soonest) if plan is not None)


def _latest_and_said(plan: PlanFacts) -> tuple[date, bool, str]:
    return plan.on, plan.outcome == PlanFacts.MISSED, plan.cancelled_by
