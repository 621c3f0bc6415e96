"""Brothers and sisters on the map, with a word on whether they live together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from basehaven.apps.record.child_record import SiblingFacts
from basehaven.apps.record.map import words
from basehaven.apps.record.map.figure import Figure
from basehaven.core.periods import covers
from basehaven.core.relationships.share import Ring

if TYPE_CHECKING:
    from basehaven.apps.record.map.figures import OnDay

SIBLINGS = {
    ("full", "f"): _lazy("sister"),
    ("full", "m"): _lazy("brother"),
    ("full", ""): _lazy("brother or sister"),
    ("half", "f"): _lazy("half sister"),
    ("half", "m"): _lazy("half brother"),
    ("half", ""): _lazy("half brother or sister"),
    ("step", "f"): _lazy("stepsister"),
    ("step", "m"): _lazy("stepbrother"),
    ("step", ""): _lazy("stepbrother or stepsister"),
    ("foster", "f"): _lazy("foster sister"),
    ("foster", "m"): _lazy("foster brother"),
    ("foster", ""): _lazy("foster brother or sister"),
}


def sibling_figures(on: OnDay) -> list[Figure]:
    return [
        _of_sibling(on, sibling)
        for sibling in on.record.siblings
        if not (sibling.started_on and sibling.started_on > on.day)
        and not (sibling.born_on and sibling.born_on > on.day)
    ]


def _of_sibling(on: OnDay, sibling: SiblingFacts) -> Figure:
    ended = sibling.ended_on is not None and sibling.ended_on <= on.day
    together = _together(on, sibling)
    kind = sibling_kind(sibling)
    where = {True: _("together"), False: _("lives elsewhere"), None: ""}[together]
    place = "ended" if ended else Ring.MOST.value if together else Ring.UNKNOWN.value
    if ended and sibling.ended_on:
        where = _("until %(month)s") % {"month": words.month_words(sibling.ended_on)}
    return Figure(
        key=f"sibling-{sibling.ref}",
        name=sibling.name or _("Not named yet"),
        shape="family",
        place=place,
        status="ended" if ended else "live",
        kind=kind,
        line=", ".join(filter(None, (kind, where))),
        says=(where or _unknown(sibling),),
        opens=("sibling", sibling.ref),
        since=sibling.started_on,
        until=sibling.ended_on,
        sibling=True,
    )


def _unknown(sibling: SiblingFacts) -> str:
    """Whoever may open the other child too would be shown it."""
    if sibling.child_ref:
        return _("whether they live together is not recorded")
    return _("whether they live together is not shown here")


def _together(on: OnDay, sibling: SiblingFacts) -> bool | None:
    if sibling.lives_together is None or on.day == on.today:
        return sibling.lives_together
    return any(covers(spell, on.day) for spell in sibling.together) or (
        False if sibling.together or on.stays else None
    )


def sibling_kind(sibling: SiblingFacts) -> str:
    sex = sibling.sex if sibling.sex in ("f", "m") and sibling.name else ""
    kind = str(SIBLINGS.get((sibling.kind, sex), sibling.kind))
    return _("%(kind)s, twin") % {"kind": kind} if sibling.twin else kind
