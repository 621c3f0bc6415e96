"""Which expression computes which indicator, and what it needs to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from basehaven.analytics import what_if
from basehaven.analytics.cfsr.moves import p5
from basehaven.analytics.cfsr.permanency import p1, p2, p3
from basehaven.analytics.cfsr.re_entry import p4
from basehaven.analytics.cfsr.safety import s1, s2
from basehaven.analytics.england.placements import placements_3plus
from basehaven.analytics.england.same_carer import same_carer_2y
from basehaven.analytics.england.social_workers import social_workers_3plus
from basehaven.analytics.families import reach
from basehaven.analytics.moves.carer_changes import carer_changes
from basehaven.analytics.moves.placement_moves import days_to_first, first_year, lifetime
from basehaven.analytics.moves.sequences import history_of_months
from basehaven.analytics.relationships import contacts, kept, rooms, there
from basehaven.analytics.units import Units
from basehaven.core.indicators.sequences import COMPLEXITY, ENTROPY, TURBULENCE, Finish


@dataclass(frozen=True, slots=True)
class Computed:
    """How an indicator is computed.

    Attributes:
        units: its expression.
        needs: open tables without which it is withheld.
        reads: open tables that it reads besides, where they are given.
        mean: the figure may be the mean of children's own shares.
        bounds: a setting for which the data may not know the answer, with its
            values for the low and the high figure.
        parts: further figures of the same indicator, such as by cause: the name
            of what they differ in, and an expression for each.
        each_unit: its units are few and have a figure each: what they are called,
            and the setting that lists them.
        shares: a name for what it asks of the tables as its neighbours here do: kept
            until one with another name follows.
        in_order: the table of which every row of a child is put in order, if it is so
            long that this is done for some of the children after the other.
        finish: makes the figure from how many units have which two numbers, in
            core, where it is no quotient of sums: it takes logarithms.
    """

    units: Units
    needs: tuple[str, ...]
    reads: tuple[str, ...] = ()
    mean: bool = False
    bounds: tuple[str, str, str] | None = None
    parts: Mapping[str, Mapping[str, Units]] = field(default_factory=dict)
    each_unit: tuple[str, str] | None = None
    shares: str = ""
    in_order: str = ""
    finish: Finish | None = None


IN_CARE = ("children", "removals")
EPISODES = "episodes"
CFSR: Mapping[str, Computed] = {
    "cfsr.p1": Computed(
        p1, IN_CARE, ("stays",), bounds=("unknown_home_visits", "none", "whole"), shares=EPISODES
    ),
    "cfsr.p2": Computed(p2, IN_CARE, shares=EPISODES),
    "cfsr.p3": Computed(p3, IN_CARE, shares=EPISODES),
    "cfsr.p4": Computed(p4, IN_CARE, shares=EPISODES),
    "cfsr.p5": Computed(
        p5, (*IN_CARE, "stays"), bounds=("unnamed_homes", "same", "move"), shares=EPISODES
    ),
    "cfsr.s1": Computed(s1, (*IN_CARE, "reports"), shares=EPISODES),
    "cfsr.s2": Computed(s2, ("children", "reports")),
}
IN_A_RETURN = ("children", "removals", "stays")
ENGLAND: Mapping[str, Computed] = {
    "england.placements_3plus": Computed(placements_3plus, IN_A_RETURN),
    "england.same_carer_2y": Computed(same_carer_2y, IN_A_RETURN),
    "england.social_workers_3plus": Computed(social_workers_3plus, (*IN_A_RETURN, "ties")),
}
AFTER_A_MOVE = ("children", "stays", "ties", "contacts")
IF_GIVEN = ("tie_spells", "restrictions")
TIES = ("children", "ties")
RELATIONSHIPS: Mapping[str, Computed] = {
    **{
        f"relationships.kept_{days}": Computed(
            partial(kept.kept, days=days), AFTER_A_MOVE, IF_GIVEN, shares="kept"
        )
        for days in kept.FOLLOWED
    },
    "relationships.no_long_tie": Computed(
        there.no_long_tie, TIES, ("tie_spells",), shares="live ties"
    ),
    "relationships.only_paid": Computed(there.only_paid, TIES, ("tie_spells",), shares="live ties"),
    "relationships.siblings_apart": Computed(
        there.siblings_apart, ("children", "siblings", "stays")
    ),
    "relationships.main_changes": Computed(
        rooms.main_changes,
        ("children", "enrolments", "primary_spells"),
        parts={"cause": rooms.BY_CAUSE},
    ),
    "relationships.hours_with_main": Computed(
        rooms.hours_with_main, ("children", "attendance", "shifts", "primary_spells")
    ),
    "relationships.upc": Computed(
        contacts.upc, ("children", "contacts"), mean=True, shares="contacts by adult"
    ),
    "relationships.coc": Computed(
        contacts.coc, ("children", "contacts"), mean=True, shares="contacts by adult"
    ),
    "relationships.secon": Computed(
        contacts.secon, ("children", "contacts"), mean=True, in_order="contacts"
    ),
}
FAMILIES: Mapping[str, Computed] = {
    "families.visits_kept": Computed(reach.visits_kept, ("children", "visits")),
    "families.family_time_kept": Computed(reach.family_time_kept, ("children", "contacts")),
    "families.needs_met": Computed(reach.needs_met, ("children", "needs")),
    "families.screens_on_time": Computed(reach.screens_on_time, ("children", "screens")),
    "families.coverage": Computed(reach.coverage, ("children", "visits", "eligibility")),
}
WHAT_IF: Mapping[str, Computed] = {
    "what_if.keep_main_adult": Computed(what_if.keep_main_adult, ("children", "primary_spells")),
    "what_if.kin_first": Computed(what_if.kin_first, ("children", "removals", "stays", "ties")),
    "what_if.overlap_visits": Computed(what_if.overlap_visits, ("children", "stays", "contacts")),
}
NSCAW: Mapping[str, Computed] = {
    "nscaw.carer_changes": Computed(
        carer_changes,
        ("children", "stays"),
        each_unit=("window", "age_windows"),
    ),
}
MOVES: Mapping[str, Computed] = {
    "moves.first_year": Computed(first_year, IN_A_RETURN, shares="placed"),
    "moves.lifetime": Computed(lifetime, IN_A_RETURN, shares="placed"),
    **{
        f"moves.first_within_{days}": Computed(days_to_first(days), IN_A_RETURN, shares="placed")
        for days in (30, 90, 365)
    },
}
SEQUENCES: Mapping[str, Computed] = {
    f"sequences.{name}": Computed(history_of_months, IN_A_RETURN, finish=finish, shares="months")
    for name, finish in (
        ("turbulence", TURBULENCE), ("entropy", ENTROPY), ("complexity", COMPLEXITY),
    )
}  # fmt: skip
MIECHV: Mapping[str, Computed] = {  # those of its 19 that the tables carry: knowledge/miechv
    name: FAMILIES[name] for name in ("families.screens_on_time",)
}
SETS: Mapping[str, Mapping[str, Computed]] = {
    "cfsr": CFSR, "england": ENGLAND, "nscaw": NSCAW, "moves": MOVES, "sequences": SEQUENCES,
    "relationships": RELATIONSHIPS, "families": FAMILIES, "miechv": MIECHV, "what_if": WHAT_IF,
}  # fmt: skip
ALL: Mapping[str, Computed] = {id_: found for set_ in SETS.values() for id_, found in set_.items()}
