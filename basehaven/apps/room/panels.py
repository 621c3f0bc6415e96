"""What the room adds to a child's page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.panels import Panel, register

register(
    Panel(
        order=10,
        title=_("The day"),
        line=_("What was seen today, and what helped: the note for the family."),
        route="child_day",
        shown_to=lambda sight: sight.sees_places,
    )
)
