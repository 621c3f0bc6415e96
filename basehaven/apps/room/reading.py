"""Readings of a moment: worked out when somebody looks, never stored, exported or printed."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, datetime

from django.utils import timezone

from basehaven.apps.record.models import CareEvent, Child
from basehaven.core.cues.types import History, Moment
from basehaven.core.periods import age_on
from basehaven.knowledge.cues.library import Looked, library


def moment_of(child: Child, event: CareEvent | None, now: datetime) -> Moment:
    """What was seen, with the child's age that day; of no event, only the age and the day."""
    day = timezone.localdate(event.at if event else now)
    months, corrected = ages(child, day)
    if event is None:
        return Moment(frozenset(), months=months, corrected_months=corrected, on=day)
    return Moment(
        seen=frozenset(event.seen),
        context=event.context,
        months=months,
        corrected_months=corrected,
        arousal=event.arousal,
        sought=event.sought,
        on=day,
        event_id=str(event.ref),
    )


def ages(child: Child, day: date) -> tuple[int | None, int | None]:
    """Completed months, and corrected ones (0 before the due day), where they apply."""
    age = age_on(child.born_on, child.due_on, child.born_precision, day)
    corrected = age.corrected_months
    if corrected is None and age.corrected_days_to_go is not None:
        corrected = 0
    return age.months, corrected


def look_at(moment: Moment, history: History, *, on: AbstractSet[str], language: str) -> Looked:
    """All that is said of one moment. Whoever calls shows it and forgets it."""
    return library().look(moment, history, on=on, language=language)
