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

register(
    Panel(
        order=11,
        title=_("Arriving and settling"),
        line=_("Who brings, who comes first, what helps; and how each morning went."),
        route="child_settling",
        shown_to=lambda sight: sight.sees_places,
    )
)

register(
    Panel(
        order=12,
        title=_("Days and weeks"),
        line=_("Good moments, when and where hard ones are, and what helped."),
        route="child_weeks",
        shown_to=lambda sight: sight.sees_places,
    )
)
