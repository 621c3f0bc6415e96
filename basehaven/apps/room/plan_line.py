"""A child's arrival plan in one line, for whoever stands at the door with a child on one arm."""

from __future__ import annotations

from basehaven.apps.room.models import SettlingPlan


def plan_line(plan: SettlingPlan | None) -> str:
    """First adult, first place, what the child has along, and words that help."""
    if plan is None:
        return ""
    adult = plan.first_adult.name.split(" ")[0] if plan.first_adult else ""
    return " · ".join(part for part in (adult, plan.first_place, plan.thing, _said(plan)) if part)


def _said(plan: SettlingPlan) -> str:
    words = plan.phrases or plan.return_phrase
    return f"“{words}”" if words else ""
