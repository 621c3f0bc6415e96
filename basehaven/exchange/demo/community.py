"""The whole community, district by district and family by family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from basehaven.exchange.demo.district import District, Row
from basehaven.exchange.demo.family import Family, Life, make_family
from basehaven.exchange.demo.lived import Tie
from basehaven.exchange.demo.milo import MILO_CHILDREN, OWN_SHIFTS, put_milo
from basehaven.exchange.demo.moments import (
    draw_order,
    put_contacts,
    put_eligibility,
    put_moments,
    put_needs,
    put_orders,
    put_reports,
    put_screens,
    put_visits,
)
from basehaven.exchange.demo.placing import live_lives
from basehaven.exchange.demo.plan import Plan
from basehaven.exchange.demo.rooms import (
    InRoom,
    goes_to,
    put_attendance,
    put_rooms,
    put_shifts,
    rooms_of,
)
from basehaven.exchange.demo.staff import Centre, Workers, make_centres, make_workers
from basehaven.exchange.demo.ties import put_tie, ties_of
from basehaven.exchange.stage import Staged, StageWriter

GROUPS = ("Group A", "Group B", "Group C", "Group D")  # drawn without regard to anything
FORMAT = "tables"


class Fostered(NamedTuple):
    """A child in a foster home, to find who lived there together."""

    family: str
    child_id: str
    started: date
    ended: date | None


@dataclass(slots=True)
class Neighbourhood:
    """What the families of a district share."""

    centres: list[Centre]
    workers: Workers
    open_days: list[date]
    fostered: dict[str, list[Fostered]] = field(default_factory=lambda: defaultdict(list))


def community(plan: Plan, districts: Iterable[int] | None = None) -> Iterator[Row]:
    """Rows of the open tables, ``(table, values)``, in bounded memory.

    Args:
        plan: how many, from which seed, as of which day.
        districts: numbers from 1; default all. Each is the same alone as with
            the others.

    Yields:
        Rows that may be saved as they are: no overlap, no broken reference.

    >>> rows = list(community(Plan(date(2026, 1, 5), children=3)))
    >>> sum(table == "children" for table, _ in rows)
    3
    """
    for number in districts or range(1, plan.districts + 1):
        yield from _district(plan, number)


def write_stage(
    plan: Plan,
    path: Path,
    *,
    source_id: str,
    districts: Iterable[int] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Staged:
    """Put rows where an import puts those it has checked.

    Args:
        plan: what to make.
        path: the stage's file.
        source_id: the name under which the record keeps these rows apart.
        districts: as for :func:`community`.
        progress: called with the number of children so far.
    """
    children = 0
    with StageWriter(path, format=FORMAT, source_id=source_id) as stage:
        for table, values in community(plan, districts):
            stage.add(table, values)
            if table == "children":
                children += 1
                if progress is not None and children % 50 == 0:
                    progress(children)
        return stage.finish()


def _district(plan: Plan, number: int) -> Iterator[Row]:
    district = District(plan, number)
    place = Neighbourhood(make_centres(district), make_workers(district), plan.open_days())
    left = plan.children_of(number)
    if number == 1 and left >= MILO_CHILDREN:
        put_milo(district, place.centres[0], place.workers)
        left -= MILO_CHILDREN
    yield from district.take_rows()
    while left:
        family = make_family(district, left)
        left -= len(family.lives)
        _put_family(district, place, family)
        yield from district.take_rows()
    put_shifts(district, place.centres, place.open_days, OWN_SHIFTS)
    _put_foster_siblings(district, place)
    yield from district.take_rows()


def _put_family(district: District, place: Neighbourhood, family: Family) -> None:
    live_lives(district, family, place.workers)
    draw_order(district, family)
    visited = put_visits(district, family, place.workers)
    for life in family.lives:
        _put_life(district, place, family, life, visited)
    _put_siblings(district, family)
    put_needs(district, family)


def _put_life(
    district: District, place: Neighbourhood, family: Family, life: Life, visited: list[Tie]
) -> None:
    _put_child(district, family, life)
    _put_stays(district, life)
    ties = ties_of(district, family, place.workers, life)
    ties += [tie for tie in visited if tie.child_id == life.child_id]
    rooms: list[InRoom] = []
    for going in goes_to(district, life, place.centres):
        rooms += rooms_of(district, life, going)
    ties += put_rooms(district, life, rooms)
    for tie in ties:
        put_tie(district, tie)
    put_orders(district, family, life)
    put_contacts(district, ties)
    put_moments(district, life, ties)
    put_attendance(district, life, rooms, place.open_days)
    put_screens(district, life, family.parents[0].adult_id)
    put_eligibility(district, life, rooms[0].started if rooms else None)
    put_reports(district, life)
    for stay in life.stays:
        if stay.kind == "foster":
            fostered = Fostered(family.home_id, life.child_id, stay.started, stay.ended)
            place.fostered[stay.home_id].append(fostered)


def _put_child(district: District, family: Family, life: Life) -> None:
    chance = district.chance
    given = district.names.given(chance, life.sex)
    born, precision = life.born, "day"
    if born is None:
        given, precision = "Baby", "unborn"
    elif district.happens("inexact_birth_dates"):
        precision = chance.pick(("estimated", "month", "year"))
        if precision != "estimated":
            born = born.replace(day=1)
        if precision == "year":
            born = born.replace(month=1)
    district.put(
        "children",
        child_id=life.child_id,
        name=f"{given} {family.name}",
        born_on=born,
        born_precision=precision,
        due_on=life.due,
        sex=life.sex if life.born else "",
        region=district.region,
        groups=[chance.pick(GROUPS)],
        nicknames=[given[:3]] if chance.happens(0.05) and life.born else [],
    )


def _put_stays(district: District, life: Life) -> None:
    for removal in life.removals:
        district.put(
            "removals",
            child_id=life.child_id,
            removal_id=removal.removal_id,
            removed_on=removal.removed,
            exited_on=removal.exited,
            exit_reason=removal.reason,
        )
    for number, stay in enumerate(life.stays, 1):
        district.put(
            "stays",
            child_id=life.child_id,
            stay_id=f"{life.child_id}-{number}",
            started_on=stay.started,
            ended_on=stay.ended,
            kind=stay.kind,
            removal_id=stay.removal_id,
            home_id=stay.home_id,
            carer_ids=list(stay.carers),
            shared=stay.shared,
        )


def _put_siblings(district: District, family: Family) -> None:
    for position, one in enumerate(family.lives):
        for other in family.lives[position + 1 :]:
            twins = one.twin and other.twin and one.born == other.born
            kind = "half" if family.half and not twins else "full"
            district.put(
                "siblings",
                child_id=one.child_id,
                sibling_id=other.child_id,
                kind=kind,
                twin=twins,
                started_on=None,
                ended_on=None,
                recorded_on=max(
                    (born for born in (one.born, other.born) if born), default=district.plan.today
                ),
            )


def _put_foster_siblings(district: District, place: Neighbourhood) -> None:
    """Children of different families who lived in one foster home for two months or more."""
    today = district.plan.today
    seen: set[tuple[str, str]] = set()
    for stays in place.fostered.values():
        for position, one in enumerate(stays):
            for other in stays[position + 1 :]:
                begins = max(one.started, other.started)
                ends = min(one.ended or today, other.ended or today)
                pair = (one.child_id, other.child_id)
                if one.family == other.family or pair in seen or (ends - begins).days < 60:
                    continue
                seen.add(pair)
                _put_foster_pair(district, pair, begins, None if ends == today else ends)


def _put_foster_pair(
    district: District, pair: tuple[str, str], begins: date, ends: date | None
) -> None:
    district.put(
        "siblings",
        child_id=pair[0],
        sibling_id=pair[1],
        kind="foster",
        twin=False,
        started_on=begins,
        ended_on=ends,
    )
