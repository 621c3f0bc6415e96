"""What the room adds to a child's page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from basehaven.apps.record.panels import Panel, register
from basehaven.apps.room.access import may_see_turns

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
register(
    Panel(
        order=20,
        title=_("Whom the child turns to"),
        line=_("Goes to for comfort, plays from, misses: what was seen, when, and by whom."),
        route="child_turns_to",
        part="child_turns_to",
        shown_to=may_see_turns,
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
