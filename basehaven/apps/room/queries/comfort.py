"""What adults answered about a child, and who is in dispute over the child."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from basehaven.apps.record.models import Adult, Child
from basehaven.apps.room.models import ComfortAnswer, ComfortDispute


def answers_of(child: Child) -> list[ComfortAnswer]:
    """Oldest first, those entered in error left out."""
    rows = ComfortAnswer.objects.filter(child=child, entered_in_error=False)
    return list(rows.select_related("asked").order_by("asked_on", "pk"))


def disputes_of(child: Child, day: date) -> list[ComfortDispute]:
    rows = ComfortDispute.objects.live_on(day).filter(child=child)
    return list(rows.select_related("one", "other", "decided_by").order_by("started_on", "pk"))


def who_they_are_now(child: Child, refs: Collection[str]) -> dict[str, str]:
    """Of adults merged into another since: the reference then -> the reference now."""
    found = Adult.objects.filter(agency=child.agency_id, ref__in=refs).exclude(merged_into=None)
    rows = found.values_list("ref", "merged_into__ref", "merged_into__merged_into__ref")
    return {str(ref): str(latest or later) for ref, later, latest in rows}
