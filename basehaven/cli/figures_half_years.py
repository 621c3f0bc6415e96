"""Which figures federal half-years do not carry: the ones that lack a file, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from basehaven.core.half_years import HalfYear
from basehaven.core.indicators.window import Window
from basehaven.exchange.afcars2020.submissions import Submission

# How many half-years after the period a federal indicator looks at: CFSR Round 4 data
# dictionary, "files for one value". Five for P1: a visit home ends care on its day 30 although
# the exit itself may come after month twelve, in the fifth.
AFTERWARDS = {
    "cfsr.p1": 3, "cfsr.p2": 0, "cfsr.p3": 0, "cfsr.p4": 2, "cfsr.p5": 0, "cfsr.s1": 0,
    "moves.lifetime": 0,
}  # fmt: skip
# How many before it: what is over in the period began up to a year earlier.
BEFORE = {
    "moves.first_within_30": 1, "moves.first_within_90": 1, "moves.first_within_365": 2,
    "moves.first_year": 2, "nscaw.carer_changes": 2, "sequences.turbulence": 2,
    "sequences.entropy": 2, "sequences.complexity": 2,
}  # fmt: skip


def withheld_for(
    ids: Iterable[str], window: Window, submissions: Sequence[Submission]
) -> dict[str, str]:
    """Indicator -> why its files are not whole.

    Every agency needs every half-year; one that is missing anywhere withholds
    the figure, since what happened in it is not known.
    """
    have: dict[str, set[HalfYear]] = {}
    for one in submissions:
        label = HalfYear.of_label(one.half_year)
        if label is not None:
            have.setdefault(one.source_id, set()).add(label)
    found = {}
    for id_ in ids:
        if id_ not in AFTERWARDS and id_ not in BEFORE:
            continue
        lacking = {
            f"{half} of agency {agency}"
            for half in _needed(window, BEFORE.get(id_, 0), AFTERWARDS.get(id_, 0))
            for agency, there in have.items()
            if half not in there
        }
        if lacking:
            found[id_] = f"half-years missing: {', '.join(sorted(lacking))}"
    return found


def _needed(window: Window, before: int, afterwards: int) -> list[HalfYear]:
    """The half-years that touch the period, so many before them, and so many after."""
    half = HalfYear(window.start.year - 1, "A")
    earlier: list[HalfYear] = []
    while half.ends_on <= window.start:
        earlier.append(half)
        half = half.after()
    needed = earlier[len(earlier) - before :]
    while half.starts_on <= window.end:
        needed.append(half)
        half = half.after()
    for _ in range(afterwards):
        needed.append(half)
        half = half.after()
    return needed
