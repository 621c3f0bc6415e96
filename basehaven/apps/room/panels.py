"""What the room adds to a child's page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.panels import Panel, register

register(
    Panel(
        order=5,
        title=_("The care card"),
        line=_("What I like, what helps me, my words, sleep and food: how to read me."),
        route="child_card",
        shown_to=lambda sight: "see_card" in sight.may and not sight.restricted,
    )
)
register(
    Panel(
        order=10,
        title=_("The day"),
        line=_("What was seen today, and what helped: the note for the family."),
        route="child_day",
        shown_to=lambda sight: sight.sees_places,
    )
)
