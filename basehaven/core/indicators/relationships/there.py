"""Who is there for one child on the last day of a period: for long, for pay, brothers, sisters."""

from __future__ import annotations

from datetime import date

from basehaven.core.indicators.life import Life, Sibling, birth_of
from basehaven.core.indicators.relationships.live import going_on, live_on, named
from basehaven.core.indicators.unit import UNBORN, Settings, Unit, first_rule, unit_of
from basehaven.core.indicators.window import Window
from basehaven.core.periods import completed_months, covers
from basehaven.core.relationships.siblings import live_together
from basehaven.core.relationships.types import Stay

A_YEAR_OF_MONTHS = 12


def no_long_tie(life: Life, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """A child of some months of age, and whether no live tie has lasted so long.

    Args:
        life: of one child.
        window: the period; its last day is the day asked about.
        settings: long_tie_months, from_months, below_years, interrupted,
            interrupted_and_unrecorded, derived_ties, expected_date.

    Returns:
        One unit, or none for a child not born yet or grown up.

    Asks who is recorded. No judgement of a family: ask it whom the record does
    not know.

    Source: our own.
    """
    day, born = window.end, birth_of(life.child, settings)
    if not _is_child(born, day, settings):
        return ()
    lasting = [
        tie
        for tie in live_on(named(life.ties, settings), day, settings)
        if completed_months(tie.started_on, day) >= settings["long_tie_months"]
    ]
    rule = first_rule(
        (born is None, "no_birth_date"),
        (born is not None and completed_months(born, day) < settings["from_months"], "too_young"),
        (not life.ties, "no_ties_recorded"),
        (not named(life.ties, settings), "tie_derived"),
    )
    return (unit_of("", rule, int(not lasting), 1, day),)


def only_paid(life: Life, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """A child with any live tie, and whether all those people are paid staff.

    Args:
        life: of one child.
        window: the period; its last day is the day asked about.
        settings: paid_roles, other_tie_of_paid, below_years, interrupted,
            interrupted_and_unrecorded, derived_ties, expected_date.

    Returns:
        One unit, or none for a child not born yet or grown up.

    A teacher may be the person a child counts on: no judgement of anybody's care.

    Source: our own; the open tables on who is paid staff.
    """
    day, born = window.end, birth_of(life.child, settings)
    if not _is_child(born, day, settings):
        return ()
    ties = named(life.ties, settings)
    live = live_on(ties, day, settings)
    others = live if settings["other_tie_of_paid"] == "live" else going_on(ties, day)
    unpaid = {tie.adult_id for tie in others if tie.kind not in settings["paid_roles"]}
    people = {tie.adult_id for tie in live}
    rule = first_rule(
        (born is None and life.child.born_precision == UNBORN, "unborn"),
        (not life.ties, "no_ties_recorded"),
        (not ties, "tie_derived"),
        (not people, "no_live_tie"),
    )
    return (unit_of("", rule, int(people.isdisjoint(unpaid)), 1, day),)


def _is_child(born: date | None, day: date, settings: Settings) -> bool:
    """Born by a day and not grown up; somebody of whom that is not known is asked about too."""
    if born is None:
        return True
    limit = A_YEAR_OF_MONTHS * settings["below_years"]
    return born <= day and completed_months(born, day) < limit


def siblings_apart(life: Life, window: Window, settings: Settings) -> tuple[Unit, ...]:
    """Brothers and sisters of a child on the last day, and whether they live in other homes.

    Args:
        life: of one child, with the siblings of the pairs that name it first.
        window: the period; its last day is the day asked about.
        settings: sibling_kinds, siblings_where.

    Returns:
        One unit a brother or sister.

    Living apart may keep a child safe: no judgement of a placement.

    Source: our own; together as on the child's own page.
    """
    day = window.end
    asked = {s.sibling_id: s for s in life.siblings if _counts(s, day, settings)}
    return tuple(_pair(life, sibling, day, settings) for sibling in asked.values())


def _counts(sibling: Sibling, day: date, settings: Settings) -> bool:
    begun = sibling.started_on is None or sibling.started_on <= day
    goes_on = sibling.ended_on is None or sibling.ended_on > day
    return sibling.kind in settings["sibling_kinds"] and begun and goes_on


def _pair(life: Life, sibling: Sibling, day: date, settings: Settings) -> Unit:
    in_care = [_in_care(life.stays, day), _in_care(sibling.stays, day)]
    asked = all(in_care) if settings["siblings_where"] == "both_in_care" else any(in_care)
    together = live_together(life.stays, sibling.stays, day)
    rule = first_rule((not asked, "not_in_care"), (together is None, "home_not_known"))
    return unit_of(sibling.sibling_id, rule, int(together is False), 1, day)


def _in_care(stays: tuple[Stay, ...], day: date) -> bool:
    return any(stay.removal_id is not None and covers(stay, day) for stay in stays)
