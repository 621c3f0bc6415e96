"""Which expression computes which indicator, and what it needs to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from basehaven.analytics.cfsr.moves import p5
from basehaven.analytics.cfsr.permanency import p1, p2, p3
from basehaven.analytics.cfsr.re_entry import p4
from basehaven.analytics.cfsr.safety import s1, s2
from basehaven.analytics.england.placements import placements_3plus
from basehaven.analytics.england.same_carer import same_carer_2y
from basehaven.analytics.england.social_workers import social_workers_3plus
from basehaven.analytics.moves.carer_changes import NAMES, carer_changes, in_window
from basehaven.analytics.moves.placement_moves import days_to_first, first_year, lifetime
from basehaven.analytics.units import Units


@dataclass(frozen=True, slots=True)
class Computed:
    """How an indicator is computed.

    Attributes:
        units: its expression.
        needs: open tables without which it is withheld.
        per: what a figure is given per: 100 for a percentage.
        mean: the figure is the mean of children's own shares.
        bounds: a setting for which the data may not know the answer: both are given.
    """

    units: Units
    needs: tuple[str, ...]
    per: int = 100
    mean: bool = False
    bounds: str = ""


CFSR: Mapping[str, Computed] = {
    "cfsr.p1": Computed(p1, ("children", "removals")),
    "cfsr.p2": Computed(p2, ("children", "removals")),
    "cfsr.p3": Computed(p3, ("children", "removals")),
    "cfsr.p4": Computed(p4, ("children", "removals")),
    "cfsr.p5": Computed(p5, ("children", "removals", "stays"), per=1_000, bounds="unnamed_homes"),
    "cfsr.s1": Computed(s1, ("children", "removals", "reports"), per=100_000),
    "cfsr.s2": Computed(s2, ("children", "reports")),
}
IN_CARE = ("children", "removals", "stays")
ENGLAND: Mapping[str, Computed] = {
    "england.placements_3plus": Computed(placements_3plus, IN_CARE),
    "england.same_carer_2y": Computed(same_carer_2y, IN_CARE),
    "england.social_workers_3plus": Computed(social_workers_3plus, (*IN_CARE, "ties")),
}
LIVED = ("children", "stays")
NSCAW: Mapping[str, Computed] = {
    "nscaw.carer_changes": Computed(carer_changes, LIVED),
    **{
        f"nscaw.carer_changes_{name.replace('-', '_')}": Computed(in_window(name), LIVED)
        for name in NAMES
    },
}
MOVES: Mapping[str, Computed] = {
    "moves.first_year": Computed(first_year, IN_CARE, per=1),
    "moves.lifetime": Computed(lifetime, IN_CARE, per=1),
    **{
        f"moves.first_within_{days}": Computed(days_to_first(days), IN_CARE)
        for days in (30, 90, 365)
    },
}
SETS: Mapping[str, Mapping[str, Computed]] = {
    "cfsr": CFSR,
    "england": ENGLAND,
    "nscaw": NSCAW,
    "moves": MOVES,
}
ALL: Mapping[str, Computed] = {id_: found for set_ in SETS.values() for id_, found in set_.items()}
