"""Milo's care card in the demo: what his people say of him, each by name and day."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from basehaven.apps.accounts.models import Agency, User
from basehaven.apps.record.models import Adult, Child
from basehaven.apps.room.models import CardLine

LINES = (  # days ago, who wrote it, on whose word, what about, in whose words, and what to do
    (61, "demo-parent", "", "likes", "Buses, and water from one cup to another", "", "en"),
    (58, "demo-teacher", "", "likes", "To be first at the window in the morning", "", "en"),
    (
        40,
        "demo-foster-carer",
        "",
        "helps",
        "Sit close, do not pick up, wait for his hand",
        "",
        "en",
    ),
    (61, "demo-parent", "", "object", "The blue scarf. Please do not wash it", "", "en"),
    (61, "demo-parent", "", "words", "“Upa” quiere decir: en brazos", "", "es"),
    (59, "demo-teacher", "rosa", "sleep", "The song “Mama vuelve”, a hand on his back", "", "en"),
    (33, "demo-foster-carer", "", "food", "Eats best beside somebody who eats too", "", "en"),
    (33, "demo-teacher", "", "signal", "Turns his face away", "Wants quiet, and you near", "en"),
    (60, "demo-parent", "", "call", "555 0142, after four", "", "en"),
    (
        *(61, "demo-caseworker", "rosa", "allergy", "Egg"),
        *("Blue box on the shelf, then call for help: his plan is inside the lid", "en"),
    ),
)


def demo_card_make(agency: Agency, users: dict[str, User], child: Child) -> None:
    """Write the lines as if each had been written on its day."""
    rosa = Adult.objects.get(agency=agency, source_id=child.source_id, key="rosa")
    for days, who, word, kind, text, more, language in LINES:
        line = CardLine.objects.create(
            agency=agency, child=child, kind=kind, text=text, more=more, language=language,
            person=rosa if kind == CardLine.Kind.CALL else None,
            word_of=rosa if word else None, written_by=f"user:{users[who].ref.hex[:12]}",
        )  # fmt: skip
        CardLine.objects.filter(pk=line.pk).update(written_at=timezone.now() - timedelta(days=days))
